//! The form as a page in one file: no script, nothing from the network, nothing that sends.

use crate::questions::{Kind, Question, Questions};
use crate::{Form, VERSION};
use askama::Template;
use base64ct::{Base64, Encoding as _};
use sha2::{Digest, Sha256};

const LOOKS: &str = include_str!("../templates/form.css");

#[derive(Template)]
#[template(path = "form.html")]
struct Page<'a> {
    language: &'a str,
    head: String,
    policy: String,
    looks: &'static str,
    questions: &'a Questions,
    number: String,
}

impl Page<'_> {
    fn say(&self, id: &str) -> &'static str {
        self.questions.say(id, self.language)
    }

    fn asked(&self) -> impl Iterator<Item = &Question> {
        self.questions.asked()
    }

    fn is_long(&self, question: &Question) -> bool {
        question.kind == Kind::Long
    }

    fn is_yes_no(&self, question: &Question) -> bool {
        question.kind == Kind::YesNo
    }
}

/// The page of a form. Its looks are named by their hash, so that nothing else can run or load, and it cannot send.
#[must_use]
pub fn write_page(form: &Form) -> String {
    let hash = Base64::encode_string(&Sha256::digest(LOOKS.as_bytes()));
    let page = Page {
        language: &form.language,
        head: format!("{VERSION} {} {}", form.number, form.language),
        policy: format!("default-src 'none'; style-src 'sha256-{hash}'; form-action 'none'; base-uri 'none'"),
        looks: LOOKS,
        questions: &Questions::built_in(),
        number: form.number.to_string(),
    };
    page.render().unwrap_or_default()
}
