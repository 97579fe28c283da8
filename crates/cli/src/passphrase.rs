//! Where a passphrase comes from: the terminal, a file descriptor, or the environment of a script. Never an argument.

use crate::CommandError;
use crate::error::ErrorKind;
use casework::Secret;
use lexopt::prelude::ValueExt;
use std::io::{IsTerminal, Read};
use zeroize::Zeroizing;

/// What the arguments say about unlocking.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unlocking {
    descriptor: Option<u32>,
    shares: bool,
}

/// Longest passphrase that is read, bytes.
const MAX: u64 = 4096;

impl Unlocking {
    /// Takes the option `name` with its value; `false` when it is not about unlocking.
    pub fn take(&mut self, name: &str, arguments: &mut lexopt::Parser) -> Result<bool, lexopt::Error> {
        match name {
            "passphrase-fd" => self.descriptor = Some(arguments.value()?.parse()?),
            "shares" => self.shares = true,
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// The secret that opens a case, asked for where nothing else gives it.
    pub fn secret(self) -> Result<Secret, CommandError> {
        if self.shares {
            return Ok(Secret::Shares(shares()?));
        }
        match self.given()? {
            Some(passphrase) => Ok(Secret::Passphrase(passphrase)),
            None => Ok(Secret::Passphrase(ask("Passphrase: ")?)),
        }
    }

    /// The passphrase that a script gives; none: a person is to be asked.
    pub fn given(self) -> Result<Option<Zeroizing<String>>, CommandError> {
        if let Some(descriptor) = self.descriptor {
            return from_descriptor(descriptor).map(Some);
        }
        let variable = std::env::var("SAKSI_PASSPHRASE").ok().filter(|value| !value.is_empty());
        Ok(variable.map(Zeroizing::new))
    }
}

/// The passphrase that a file descriptor gives.
pub fn from_descriptor(descriptor: u32) -> Result<Zeroizing<String>, CommandError> {
    let failed = |error: std::io::Error| {
        let hint = "open the descriptor for reading, such as `--passphrase-fd 3 3<FILE`";
        CommandError::new(ErrorKind::Input(format!("file descriptor {descriptor}")), error, hint)
    };
    let file = std::fs::File::open(format!("/dev/fd/{descriptor}")).map_err(failed)?;
    let mut text = Zeroizing::new(String::new());
    file.take(MAX).read_to_string(&mut text).map_err(failed)?;
    Ok(Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned()))
}

/// The passphrase of a bundle: from a descriptor, `SAKSI_BUNDLE_PASSPHRASE`, or the terminal, twice where it is a new one.
pub fn bundle_passphrase(descriptor: Option<String>, is_new: bool) -> Result<Zeroizing<String>, CommandError> {
    if let Some(descriptor) = descriptor {
        let number = descriptor.parse();
        return from_descriptor(
            number.map_err(|_| CommandError::usage("--bundle-passphrase-fd takes a number", "bundle"))?,
        );
    }
    if let Some(text) = std::env::var("SAKSI_BUNDLE_PASSPHRASE").ok().filter(|text| !text.is_empty()) {
        return Ok(Zeroizing::new(text));
    }
    let typed = ask("Passphrase of the bundle: ")?;
    if is_new && typed != ask("The same once more: ")? {
        return Err(CommandError::usage("the two passphrases are not the same", "bundle"));
    }
    Ok(typed)
}

/// Whether somebody sits at the terminal.
pub fn is_somebody_there() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Asks without showing what is typed.
pub fn ask(question: &str) -> Result<Zeroizing<String>, CommandError> {
    if !is_somebody_there() {
        let hint = "set SAKSI_PASSPHRASE, or give --passphrase-fd N, when no terminal is there to ask on";
        return Err(CommandError::new(ErrorKind::Case("the case stays closed"), "there is no passphrase", hint));
    }
    let typed = rpassword::prompt_password(question);
    typed.map(Zeroizing::new).map_err(|error| {
        CommandError::new(ErrorKind::Input("the terminal".to_owned()), error, "try again in another terminal")
    })
}

/// Asks for two recovery shares.
fn shares() -> Result<Vec<Zeroizing<String>>, CommandError> {
    ["First recovery share (sixteen words): ", "Second recovery share: "].map(ask).into_iter().collect()
}
