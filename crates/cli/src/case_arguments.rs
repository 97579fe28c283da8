//! The arguments of a command on a case: `saksi COMMAND CASE WORDS... --OPTIONS`.

use crate::CommandError;
use crate::commands::usage;
use crate::session::CaseChoice;
use lexopt::prelude::{Long, Short, Value, ValueExt};

/// What was typed.
#[derive(Debug, Default)]
pub struct CaseArguments {
    /// The case and how to open it.
    pub case: CaseChoice,
    /// What follows the case.
    pub words: Vec<String>,
    options: Vec<(String, String)>,
}

/// The options of a command.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The command.
    pub command: &'static str,
    /// Options without a value.
    pub flags: &'static [&'static str],
    /// Options with a value.
    pub valued: &'static [&'static str],
}

impl CaseArguments {
    /// `None` when only help is asked for.
    pub fn parse(parser: lexopt::Parser, options: Options) -> Result<Option<CaseArguments>, CommandError> {
        let arguments = CaseArguments::parse_loosely(parser, options)?;
        if let Some(arguments) = &arguments {
            arguments.case.folder(options.command)?;
        }
        Ok(arguments)
    }

    /// The same where a case need not be named.
    pub fn parse_loosely(mut parser: lexopt::Parser, options: Options) -> Result<Option<CaseArguments>, CommandError> {
        let mut arguments = CaseArguments::default();
        let wrong = |error| usage(error, options.command);
        while let Some(argument) = parser.next().map_err(wrong)? {
            match argument {
                Short('h') | Long("help") => return Ok(None),
                Long(name) => {
                    let name = name.to_owned();
                    arguments.take(&name, &mut parser, options).map_err(wrong)?;
                }
                Value(folder) if arguments.case.folder.is_none() => arguments.case.folder = Some(folder.into()),
                Value(word) => arguments.words.push(word.string().map_err(wrong)?),
                other => return Err(usage(other.unexpected(), options.command)),
            }
        }
        Ok(Some(arguments))
    }

    fn take(&mut self, name: &str, parser: &mut lexopt::Parser, options: Options) -> Result<(), lexopt::Error> {
        if options.flags.contains(&name) {
            self.options.push((name.to_owned(), String::new()));
        } else if options.valued.contains(&name) {
            self.options.push((name.to_owned(), parser.value()?.string()?));
        } else if !self.case.unlocking.take(name, parser)? {
            return Err(Long(name).unexpected());
        }
        Ok(())
    }

    /// Where a word stands before the case: the word, and the rest with the case in its place.
    pub fn with_first_word(mut self, what: &str, command: &str) -> Result<(CaseArguments, String), CommandError> {
        let word = self.case.folder.take().map(|word| word.to_string_lossy().into_owned());
        let word = word.ok_or_else(|| CommandError::usage(format!("no {what} was named"), command))?;
        if !self.words.is_empty() {
            self.case.folder = Some(self.words.remove(0).into());
        }
        self.case.folder(command)?;
        Ok((self, word))
    }

    /// Whether an option was given.
    pub fn has(&self, name: &str) -> bool {
        self.options.iter().any(|(option, _)| option == name)
    }

    /// The last value of an option.
    pub fn value(&self, name: &str) -> Option<String> {
        self.options.iter().rev().find(|(option, _)| option == name).map(|(_, value)| value.clone())
    }

    /// Every value of an option.
    pub fn values(&self, name: &str) -> Vec<String> {
        self.options.iter().filter(|(option, _)| option == name).map(|(_, value)| value.clone()).collect()
    }

    /// A number that an option gives.
    pub fn number(&self, name: &str, default: u32, command: &str) -> Result<u32, CommandError> {
        let Some(value) = self.value(name) else { return Ok(default) };
        value.parse().map_err(|_| CommandError::usage(format!("--{name} takes a whole number"), command))
    }

    /// Which rows of a list are wanted: how many are left out, and at most how many then. `--all` is all of them.
    pub fn page(&self, command: &str, limit: u32) -> Result<(u32, u32), CommandError> {
        let limit = if self.has("all") { u32::MAX } else { self.number("limit", limit, command)? };
        Ok((self.number("skip", 0, command)?, limit))
    }

    /// The only word after the case.
    pub fn word(&self, what: &str, command: &str) -> Result<&str, CommandError> {
        match self.words.as_slice() {
            [word] => Ok(word),
            [] => Err(CommandError::usage(format!("no {what} was named"), command)),
            _ => Err(CommandError::usage(format!("only one {what} at a time"), command)),
        }
    }
}
