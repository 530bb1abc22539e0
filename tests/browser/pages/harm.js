console.error("said on purpose");
Promise.reject(new Error("rejected on purpose"));
fetch("https://elsewhere.invalid/").catch(() => {});
throw new Error("thrown on purpose");
