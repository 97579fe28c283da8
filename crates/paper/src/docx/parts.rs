//! The parts that are nearly the same for every paper.

use super::xml::escape;
use crate::Paper;

const SPACE: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const START: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Which part is what.
pub const CONTENT_TYPES: &str = include_str!("../../styles/docx/content_types.xml");
/// What the file holds.
pub const RELATIONS: &str = include_str!("../../styles/docx/relations.xml");
/// What the body needs.
pub const DOCUMENT_RELATIONS: &str = include_str!("../../styles/docx/document_relations.xml");
/// Bullets and numbers of lists.
pub const NUMBERING: &str = include_str!("../../styles/docx/numbering.xml");
/// How footnotes are counted.
pub const SETTINGS: &str = include_str!("../../styles/docx/settings.xml");
const STYLES: &str = include_str!("../../styles/docx/styles.xml");

/// The looks, in the language of the paper.
pub fn styles(paper: &Paper) -> String {
    STYLES.replace("{language}", &escape(&paper.language))
}

/// What the file says about itself: its kind and its language.
pub fn core(paper: &Paper) -> String {
    format!(
        "{START}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:language>{}</dc:language></cp:coreProperties>",
        escape(&paper.title_page.kind),
        escape(&paper.language)
    )
}

/// The top of every page.
pub fn header(paper: &Paper) -> String {
    let (kind, marking) = (escape(&paper.title_page.kind), escape(&paper.marking));
    format!(
        "{START}<w:hdr {SPACE}><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{kind}</w:t></w:r>\
         <w:r><w:tab/></w:r><w:r><w:rPr><w:color w:val=\"7A4206\"/></w:rPr><w:t xml:space=\"preserve\">{marking}</w:t></w:r></w:p></w:hdr>"
    )
}

/// The foot of every page.
pub fn footer(paper: &Paper) -> String {
    let (page, of) = (escape(&paper.words.page), escape(&paper.words.of));
    let field = |what: &str| format!("<w:fldSimple w:instr=\" {what} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    let words = |words: &str| format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>");
    format!(
        "{START}<w:ftr {SPACE}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>{}{}{}{}</w:p></w:ftr>",
        words(&format!("{page} ")),
        field("PAGE"),
        words(&format!(" {of} ")),
        field("NUMPAGES")
    )
}
