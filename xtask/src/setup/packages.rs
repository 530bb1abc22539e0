//! Packages of the operating system: installed by apt where that is allowed, else named.

use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use super::{Engine, bail, find_program, line, progress, succeed};

/// Something that must be there, and the Debian package that brings it.
struct Need {
    /// Programs of which one is enough, or none when only dpkg knows (fonts, data).
    programs: &'static [&'static str],
    package: &'static str,
    /// The same on Fedora, and by Homebrew; empty where there is none.
    dnf: &'static str,
    brew: &'static str,
}

const CHROMIUM: [Need; 2] = [
    Need {
        programs: &["chromium", "chromium-browser", "google-chrome"],
        package: "chromium",
        dnf: "chromium",
        brew: "--cask chromium",
    },
    Need {
        programs: &["chromedriver"],
        package: "chromium-driver",
        dnf: "chromedriver",
        brew: "chromedriver",
    },
];

const FIREFOX: [Need; 1] = [Need {
    programs: &["firefox-esr", "firefox"],
    package: "firefox-esr",
    dnf: "firefox",
    brew: "--cask firefox",
}];

const WEBKIT: [Need; 3] = [
    Need {
        programs: &["WebKitWebDriver"],
        package: "webkit2gtk-driver",
        dnf: "webkit2gtk4.1",
        brew: "",
    },
    Need {
        programs: &["Xvfb"],
        package: "xvfb",
        dnf: "xorg-x11-server-Xvfb",
        brew: "",
    },
    Need {
        programs: &[],
        package: "locales",
        dnf: "glibc-locale-source",
        brew: "",
    },
];

/// Without them a headless browser draws boxes in place of Chinese, and measures the boxes.
const FONTS: [Need; 3] = [
    Need {
        programs: &[],
        package: "fonts-noto-cjk",
        dnf: "google-noto-sans-cjk-fonts",
        brew: "",
    },
    Need {
        programs: &[],
        package: "fonts-noto-core",
        dnf: "google-noto-sans-fonts",
        brew: "",
    },
    Need {
        programs: &[],
        package: "fonts-inter",
        dnf: "rsms-inter-fonts",
        brew: "",
    },
];

const NPM: Need = Need {
    programs: &["npm"],
    package: "npm",
    dnf: "nodejs-npm",
    brew: "node",
};

/// Everything that these engines need from the system.
pub fn ensure(engines: &[Engine]) -> Result<()> {
    let mut needs: Vec<&Need> = Vec::new();
    for engine in engines {
        match engine {
            Engine::Chromium => needs.extend(&CHROMIUM),
            Engine::Firefox => needs.extend(&FIREFOX),
            Engine::Webkit => needs.extend(&WEBKIT),
        }
    }
    needs.extend(&FONTS);
    install(&needs)
}

/// npm, when something has to be fetched with it.
pub fn ensure_npm() -> Result<()> {
    install(&[&NPM])
}

fn install(needs: &[&Need]) -> Result<()> {
    let missing: Vec<&Need> = needs
        .iter()
        .copied()
        .filter(|need| need.is_missing())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let Some(administrator) = administrator() else {
        bail!("{}", instructions(&missing));
    };
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    progress::step(&format!("installing {}", packages.join(" ")));
    let apt = |arguments: &[&str]| {
        let mut words = administrator.iter().copied();
        let mut command = Command::new(words.next().unwrap_or("env"));
        command
            .args(words)
            .args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"])
            .args(arguments);
        succeed(&mut command)
            .with_context(|| format!("{}\n{}", line(&command), instructions(&missing)))
    };
    apt(&["update"])?;
    let mut arguments = vec!["install", "--yes", "--no-install-recommends"];
    arguments.extend(packages);
    apt(&arguments)
}

impl Need {
    /// Programs are looked for on PATH. For the rest dpkg is asked; where there is no dpkg, it is
    /// the developer's business.
    fn is_missing(&self) -> bool {
        if self.programs.is_empty() {
            return has_apt() && !is_installed(self.package);
        }
        !self
            .programs
            .iter()
            .any(|name| find_program(name).is_some())
    }
}

fn has_apt() -> bool {
    find_program("apt-get").is_some() && find_program("dpkg-query").is_some()
}

fn is_installed(package: &str) -> bool {
    Command::new("dpkg-query")
        .args(["--show", "--showformat=${Status}", package])
        .stderr(Stdio::null())
        .output()
        .is_ok_and(|output| output.stdout.ends_with(b" installed"))
}

/// The words before `apt-get` when this user may install: as root, or with sudo that asks nothing.
fn administrator() -> Option<&'static [&'static str]> {
    if !has_apt() {
        return None;
    }
    let is_root = Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout.trim_ascii() == b"0");
    if is_root {
        return Some(&["env"]);
    }
    let has_sudo = Command::new("sudo")
        .args(["-n", "true"])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    has_sudo.then_some(&["sudo", "env"])
}

fn instructions(missing: &[&Need]) -> String {
    let words = |pick: fn(&Need) -> &'static str| {
        let named = missing.iter().map(|need| pick(need));
        named.filter(|name| !name.is_empty()).collect::<Vec<_>>()
    };
    let mut text = String::from("Something that the tests need is missing. Type one of these:\n");
    for (start, pick) in [
        (
            "sudo apt-get install --no-install-recommends ",
            (|need| need.package) as fn(&Need) -> &'static str,
        ),
        ("sudo dnf install ", |need| need.dnf),
    ] {
        text.push_str(&format!("    {start}{}\n", words(pick).join(" ")));
    }
    for name in words(|need| need.brew) {
        text.push_str(&format!("    brew install {name}\n"));
    }
    text.push_str(
        "WebKitGTK runs on Linux only: elsewhere add `--engine chromium,firefox`; \
         `--fast` needs no browser.",
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_name_every_package_for_every_manager() {
        let text = instructions(&[&CHROMIUM[1], &WEBKIT[1]]);
        for line in [
            "apt-get install --no-install-recommends chromium-driver xvfb\n",
            "dnf install chromedriver xorg-x11-server-Xvfb\n",
            "brew install chromedriver\n",
        ] {
            assert!(text.contains(line), "{line:?} is not in:\n{text}");
        }
    }
}
