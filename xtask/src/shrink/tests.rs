use std::collections::BTreeSet;

use super::{
    KEYWORDS, Names, in_order_of_use, letters, rename_exports, rename_imports, return_at_once,
    shorten,
};
use crate::light::js::{Token, text, tokens};

fn after(source: &str, change: impl FnOnce(&mut Vec<Token>)) -> String {
    let mut glue = tokens(source).unwrap();
    change(&mut glue);
    text(&glue).trim_end().to_owned()
}

fn shortened(source: &str) -> String {
    after(source, |glue| shorten(glue).unwrap())
}

fn names<const N: usize>(pairs: [(&str, &str); N]) -> Names {
    let owned = |(long, short): (&str, &str)| (long.to_owned(), short.to_owned());
    pairs.map(owned).into()
}

#[test]
fn imports_are_keys_that_occur_once() {
    let source = "const i={__wbg_f_1:function(){},__wbg_g_2:h};return {\"./aside_bg.js\":i}";
    let wanted = names([("__wbg_f_1", "a"), ("__wbg_g_2", "b")]);
    let result = after(source, |glue| rename_imports(glue, &wanted).unwrap());
    assert_eq!(result, "const i={a:function(){},b:h};return{\"a\":i}");
    for changed in [
        source.replace("__wbg_g_2", "__wbg_x_2"),
        source.replace(":h", ":__wbg_g_2"),
        source.replace("__wbg_g_2:h", "__wbg_g_2"),
        source.replace("./aside_bg.js", "./other.js"),
    ] {
        let mut glue = tokens(&changed).unwrap();
        assert!(rename_imports(&mut glue, &wanted).is_err(), "{changed}");
    }
}

#[test]
fn exports_are_what_is_taken_from_wasm() {
    let source = "export function boot(){wasm.boot(wasm.memory.buffer)} o.wasm.boot()";
    let wanted = names([("boot", "a"), ("memory", "b")]);
    let result = after(source, |glue| rename_exports(glue, &wanted).unwrap());
    assert_eq!(
        result,
        "export function boot(){wasm.a(wasm.b.buffer)}o.wasm.boot()"
    );
    for changed in ["wasm.other()", "wasm[name]()", "boot()"] {
        let mut glue = tokens(changed).unwrap();
        assert!(rename_exports(&mut glue, &wanted).is_err(), "{changed}");
    }
}

#[test]
fn a_value_is_returned_at_once() {
    let change = |source| after(source, return_at_once);
    assert_eq!(
        change("{const ret = f(a);\nreturn ret;\n}"),
        "{return f(a);}"
    );
    assert_eq!(
        change("{const ret = !a;return ret;}"),
        "{return !a;}".replace(" !", "!")
    );
    assert_eq!(
        change("const ret=x=>{return 1;};return ret;"),
        "return x=>{return 1;};"
    );
    for other in [
        "const ret=f();g(ret);return ret;",
        "const ret=()=>ret;return ret;",
    ] {
        assert_eq!(change(other), other);
    }
}

#[test]
fn locals_and_what_the_top_declares_get_short_names() {
    assert_eq!(
        shortened(
            "function isNone(arg0){return arg0===u}\nlet first=isNone(arg1),q=`${isNone(ret)}`"
        ),
        "function a(b){return b===u}\nlet d=a(c),q=`${a(e)}`"
    );
}

#[test]
fn what_others_see_keeps_its_name() {
    for source in [
        "export const lend=1;lend()",
        "export async function lend(){}",
        "const inner=1;export{inner as other}",
        "const other=1;export{inner as other}",
        "const key=1;f({key})",
        "const key=1;f({a,key})",
        "const key=1;f({key:2})",
        "const key=1;f({key(){}})",
        "const key=1;f({async key(b){}})",
        "const key=1;x.key=key",
    ] {
        assert_eq!(shortened(source), source);
    }
    assert_eq!(shortened("const list=1;f(...list)"), "const a=1;f(...a)");
    assert_eq!(shortened("f(arg0,arg1,arg2)"), "f(a,b,c)");
    // Not at the top, so perhaps the name of something global elsewhere.
    let inner = "f(()=>{const name=1;g(name)});h(name)";
    assert_eq!(shortened(inner), inner);
}

#[test]
fn a_short_name_is_nobody_elses() {
    assert_eq!(shortened("const first=a+b;f(first)"), "const c=a+b;f(c)");
    assert_eq!(
        shortened("const first={a:b.c};f(first)"),
        "const a={a:b.c};f(a)"
    );
    let many: String = (0..3000)
        .map(|count| format!("let name{count}=0;"))
        .collect();
    let result = shortened(&many);
    let found = tokens(&result).unwrap();
    let found: BTreeSet<&str> = found
        .iter()
        .skip(1)
        .step_by(5)
        .map(|t| t.text.as_str())
        .collect();
    assert_eq!(found.len(), 3000);
    assert!(KEYWORDS.iter().all(|word| !found.contains(word)));
}

#[test]
fn letters_never_repeat() {
    let all: BTreeSet<String> = (0..10_000).map(letters).collect();
    assert_eq!(all.len(), 10_000);
    assert_eq!([letters(0), letters(51), letters(52)], ["a", "Z", "aa"]);
}

#[test]
fn short_names_come_in_the_order_of_use() {
    let glue = tokens("y:1,x:2,y:3").unwrap();
    let long = ["x", "y", "unused"].map(str::to_owned).into();
    assert_eq!(
        in_order_of_use(&glue, long),
        names([("x", "b"), ("y", "a")])
    );
}
