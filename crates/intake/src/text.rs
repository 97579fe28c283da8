//! The form as a text: a line in brackets before each answer, everything else is for people.

use crate::questions::Questions;
use crate::{Form, VERSION};
use std::fmt::Write as _;

/// Columns of a line.
const WIDTH: usize = 78;

/// The text of a form.
#[must_use]
pub fn write_text(form: &Form) -> String {
    let questions = Questions::built_in();
    let say = |id: &str| questions.say(id, &form.language);
    let mut text = format!("[form] {VERSION} {} {}\n\n", form.number, form.language);
    remark(&mut text, say("title"));
    for id in ["before", "howto"] {
        text.push('\n');
        remark(&mut text, say(id));
    }
    for question in questions.asked() {
        let _never_fails = write!(text, "\n[{}] {}\n\n\n", question.id, question.words(&form.language));
    }
    text.push('\n');
    remark(&mut text, say("after"));
    let _never_fails = writeln!(text, "# {}: {}\n[end]", say("number"), form.number);
    text
}

/// Lines that begin with `#` are no answers.
fn remark(text: &mut String, words: &str) {
    let mut column = WIDTH;
    for word in words.split(' ') {
        let letters = word.chars().count();
        if column + 1 + letters > WIDTH {
            text.push_str(if column == WIDTH && text.ends_with('\n') { "#" } else { "\n#" });
            column = 1;
        }
        text.push(' ');
        text.push_str(word);
        column += 1 + letters;
    }
    text.push('\n');
}
