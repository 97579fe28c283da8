//! Which statements speak of which acts, and what that makes of both.

use crate::{Entities, Text};
use domain::{Act, Statement};

/// Links acts and statements, settles the status of acts and the kind of statements.
pub fn link(_text: &Text<'_>, _entities: &Entities, _acts: &mut Vec<Act>, _statements: &mut Vec<Statement>) {}
