//! Parts of one paper, set one after the other, as one PDF: their pages, bookmarks, notes and structure in a row.
//!
//! It reads what `typst-pdf` writes and nothing else: plain objects with a table of places, flat trees. Whatever looks otherwise
//! is refused, and the paper is set in one piece then.

use std::collections::BTreeMap;
use std::io::Write as _;

/// Objects that all parts share, by their numbers in the whole.
const CATALOG: u32 = 1;
const PAGES: u32 = 2;
const OUTLINES: u32 = 3;
const STRUCTURE: u32 = 4;
const DOCUMENT: u32 = 5;
const INFO: u32 = 6;
const METADATA: u32 = 7;

/// A file that grows by parts.
pub struct Joined {
    out: Vec<u8>,
    /// Where each object stands, by its number less one; none yet: 0.
    places: Vec<usize>,
    catalog: Vec<u8>,
    info: Vec<u8>,
    metadata: Vec<u8>,
    roles: Vec<u8>,
    id: Vec<u8>,
    pages: Vec<u32>,
    parents: Vec<(u32, u32)>,
    n_parents: u32,
    names: Vec<(Vec<u8>, u32)>,
    elements: Vec<u32>,
    n_bookmarks: u32,
    bookmarks: Option<(u32, u32)>,
    /// The last bookmark so far, kept back until it is known which one follows.
    last: Option<(u32, Vec<u8>)>,
    n_parts: u32,
}

/// One part, taken apart.
struct Part<'b> {
    objects: BTreeMap<u32, &'b [u8]>,
    catalog: u32,
    info: u32,
    id: &'b [u8],
}

impl Joined {
    pub fn new() -> Joined {
        Joined {
            out: b"%PDF-1.7\n%\x80\x80\x80\x80\n".to_vec(),
            places: vec![0; METADATA as usize],
            catalog: Vec::new(),
            info: Vec::new(),
            metadata: Vec::new(),
            roles: Vec::new(),
            id: Vec::new(),
            pages: Vec::new(),
            parents: Vec::new(),
            n_parents: 0,
            names: Vec::new(),
            elements: Vec::new(),
            n_bookmarks: 0,
            bookmarks: None,
            last: None,
            n_parts: 0,
        }
    }

    /// Adds the next part; none when it is not as expected, and the whole is of no use then.
    pub fn add(&mut self, file: &[u8]) -> Option<()> {
        let part = Part::of(file)?;
        let catalog = part.object(part.catalog)?;
        let structure = reference(catalog, b"/StructTreeRoot ")?;
        let [pages, metadata] = [b"/Pages ".as_slice(), b"/Metadata "].map(|key| reference(catalog, key));
        let outlines = reference(catalog, b"/Outlines ");
        let root = part.object(structure)?;
        let [document] = references(list(root, b"/K[")?)[..] else { return None };
        let (pages, metadata) = (pages?, metadata?);
        let shared = BTreeMap::from([
            (part.catalog, CATALOG),
            (pages, PAGES),
            (outlines.unwrap_or(u32::MAX), OUTLINES),
            (structure, STRUCTURE),
            (document, DOCUMENT),
            (part.info, INFO),
            (metadata, METADATA),
        ]);
        let base = u32::try_from(self.places.len()).ok()?;
        let change = Change { shared: &shared, base, key: self.n_parents, part: self.n_parts };
        self.shared(&part, &change, catalog, metadata)?;
        self.tree(&part, &change, root, document)?;
        self.pages.extend(references(list(part.object(pages)?, b"/Kids[")?).iter().map(|page| change.number(*page)));
        let ends = match outlines {
            Some(outlines) => Some(self.bookmark(part.object(outlines)?, &change)?),
            None => None,
        };
        let most = part.objects.keys().next_back()?;
        self.places.resize(base as usize + *most as usize, 0);
        for (number, body) in part.objects.iter().filter(|(number, _)| !shared.contains_key(number)) {
            let mut changed = change.changed(body)?;
            let number = change.number(*number);
            if let (Some((first, _)), Some((before, _))) = (ends, &self.last)
                && number == first
            {
                insert(&mut changed, &format!("/Prev {before} 0 R"))?;
            }
            match ends {
                // The one before it follows below, when this part is through.
                Some((_, last)) if number == last => self.keep_back(ends, number, changed)?,
                _ => self.put(number, &changed),
            }
        }
        self.n_parts += 1;
        Some(())
    }

    /// The file; none when no part was added.
    pub fn finish(mut self) -> Option<Vec<u8>> {
        if self.n_parts == 0 {
            return None;
        }
        if let Some((number, body)) = self.last.take() {
            self.put(number, &body);
        }
        let refs = |numbers: &[u32]| numbers.iter().map(|number| format!("{number} 0 R")).collect::<Vec<_>>().join(" ");
        let pages = format!("<</Type/Pages/Count {}/Kids[{}]>>", self.pages.len(), refs(&self.pages));
        let document = format!("<</Type/StructElem/S/Document/P {STRUCTURE} 0 R/K[{}]>>", refs(&self.elements));
        let parents: Vec<String> = self.parents.iter().map(|(key, number)| format!("{key} {number} 0 R")).collect();
        let mut structure = b"<</Type/StructTreeRoot/RoleMap".to_vec();
        structure.extend_from_slice(&self.roles);
        structure.extend_from_slice(
            format!("/K[{DOCUMENT} 0 R]/ParentTree<</Nums[{}]>>/IDTree<</Names[", parents.join(" ")).as_bytes(),
        );
        // A tree of names is in the order of its bytes.
        self.names.sort();
        for (name, number) in &self.names {
            structure.extend_from_slice(name);
            structure.extend_from_slice(format!("{number} 0 R").as_bytes());
        }
        structure.extend_from_slice(format!("]>>/ParentTreeNextKey {}>>", self.n_parents).as_bytes());
        let (catalog, info, metadata) = (self.catalog.clone(), self.info.clone(), self.metadata.clone());
        self.put(CATALOG, &catalog);
        self.put(PAGES, pages.as_bytes());
        let (first, last) = self.bookmarks.unwrap_or_default();
        let outlines = format!("<</Type/Outlines/First {first} 0 R/Last {last} 0 R/Count {}>>", self.n_bookmarks);
        self.put(OUTLINES, if first == 0 { b"<</Type/Outlines/Count 0>>" } else { outlines.as_bytes() });
        self.put(STRUCTURE, &structure);
        self.put(DOCUMENT, document.as_bytes());
        self.put(INFO, &info);
        let metadata = with_pages(&metadata, self.pages.len())?;
        self.put(METADATA, &metadata);
        self.end()
    }

    fn end(mut self) -> Option<Vec<u8>> {
        let start = self.out.len();
        let n = self.places.len() + 1;
        write!(self.out, "xref\n0 {n}\n0000000000 65535 f\r\n").ok()?;
        for place in &self.places {
            let state = if *place == 0 { "65535 f" } else { "00000 n" };
            write!(self.out, "{place:010} {state}\r\n").ok()?;
        }
        write!(self.out, "trailer\n<</Size {n}/Root {CATALOG} 0 R/Info {INFO} 0 R/ID").ok()?;
        self.out.extend_from_slice(&self.id);
        write!(self.out, ">>\nstartxref\n{start}\n%%EOF").ok()?;
        Some(self.out)
    }

    fn put(&mut self, number: u32, body: &[u8]) {
        if let Some(place) = self.places.get_mut((number as usize).saturating_sub(1)) {
            *place = self.out.len();
        }
        self.out.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        self.out.extend_from_slice(body);
        self.out.extend_from_slice(b"\nendobj\n\n");
    }

    /// What the whole has once: from the first part.
    fn shared(&mut self, part: &Part<'_>, change: &Change<'_>, catalog: &[u8], metadata: u32) -> Option<()> {
        if self.n_parts == 0 {
            self.catalog = change.changed(catalog)?;
            self.info = change.changed(part.object(part.info)?)?;
            self.metadata = part.object(metadata)?.to_vec();
            self.id = part.id.to_vec();
        }
        Some(())
    }

    /// What the structure says of its parts.
    fn tree(&mut self, part: &Part<'_>, change: &Change<'_>, root: &[u8], document: u32) -> Option<()> {
        let roles = between(root, b"/RoleMap", b">>")?;
        let roles = [roles, b">>"].concat();
        if self.n_parts > 0 && roles != self.roles {
            return None;
        }
        self.roles = roles;
        self.elements.extend(references(list(part.object(document)?, b"/K[")?).iter().map(|one| change.number(*one)));
        let keys = numbers(list(root, b"/ParentTree<</Nums[")?);
        for entry in keys.chunks(3) {
            let [key, number, 0] = entry[..] else { return None };
            self.parents.push((key + self.n_parents, change.number(number)));
        }
        if let Some(names) = list(root, b"/IDTree<</Names[") {
            let mut rest = names;
            while let Some(end) = rest.iter().position(|byte| *byte == b')') {
                let (name, after) = rest.split_at(end + 1);
                let name = [format!("({}.", self.n_parts).as_bytes(), name.get(1..)?].concat();
                let (number, after) = leading(after)?;
                self.names.push((name, change.number(number)));
                rest = after.strip_prefix(b" 0 R")?;
            }
        }
        self.n_parents += leading(after(root, b"/ParentTreeNextKey ")?)?.0;
        Some(())
    }

    /// Takes over the bookmarks of a part; gives the first and the last of them.
    fn bookmark(&mut self, outlines: &[u8], change: &Change<'_>) -> Option<(u32, u32)> {
        let [first, last] = [b"/First ".as_slice(), b"/Last "].map(|key| reference(outlines, key));
        let (first, last) = (change.number(first?), change.number(last?));
        self.n_bookmarks += leading(after(outlines, b"/Count ")?)?.0;
        self.bookmarks = Some((self.bookmarks.map_or(first, |(start, _)| start), last));
        Some((first, last))
    }

    /// Writes the last bookmark of the part before, which now knows its next, and keeps this one back.
    fn keep_back(&mut self, ends: Option<(u32, u32)>, number: u32, body: Vec<u8>) -> Option<()> {
        let (first, _) = ends?;
        if let Some((before, mut kept)) = self.last.replace((number, body)) {
            insert(&mut kept, &format!("/Next {first} 0 R"))?;
            self.put(before, &kept);
        }
        Some(())
    }
}

impl<'b> Part<'b> {
    fn of(file: &'b [u8]) -> Option<Part<'b>> {
        let tail = file.get(file.len().saturating_sub(64)..)?;
        let (start, _) = leading(after(tail, b"startxref\n")?)?;
        let table = file.get(start as usize..)?.strip_prefix(b"xref\n0 ")?;
        let (n, table) = leading(table)?;
        let mut places = Vec::new();
        for number in 1..n {
            let line = table.get(1 + 20 * number as usize..)?.get(..20)?;
            if line.get(17) == Some(&b'n') {
                places.push((leading(line)?.0 as usize, number));
            }
        }
        places.sort_unstable();
        let ends = places.iter().skip(1).map(|(place, _)| *place).chain([start as usize]);
        let mut objects = BTreeMap::new();
        for ((place, number), end) in places.iter().zip(ends) {
            let body = file.get(*place..end)?.strip_prefix(format!("{number} 0 obj\n").as_bytes())?;
            let body = body.trim_ascii_end().strip_suffix(b"endobj")?;
            objects.insert(*number, body.strip_suffix(b"\n")?);
        }
        let trailer = after(file.get(start as usize..)?, b"trailer\n")?;
        let id = after(trailer, b"/ID")?;
        let id = id.get(..=find(id, b"]")?)?;
        let (catalog, info) = (reference(trailer, b"/Root ")?, reference(trailer, b"/Info ")?);
        Some(Part { objects, catalog, info, id })
    }

    fn object(&self, number: u32) -> Option<&'b [u8]> {
        self.objects.get(&number).copied()
    }
}

/// How numbers of a part become numbers of the whole.
struct Change<'s> {
    shared: &'s BTreeMap<u32, u32>,
    base: u32,
    key: u32,
    part: u32,
}

impl Change<'_> {
    fn number(&self, number: u32) -> u32 {
        self.shared.get(&number).copied().unwrap_or(self.base.saturating_add(number))
    }

    /// An object with other numbers: references, places in the tree of parents, names of notes and heads of tables.
    fn changed(&self, body: &[u8]) -> Option<Vec<u8>> {
        let mut out = Vec::with_capacity(body.len() + body.len() / 8);
        let is_element = body.starts_with(b"<</Type/StructElem");
        let mut name: &[u8] = b"";
        let mut at = 0;
        while let Some(byte) = body.get(at) {
            let rest = body.get(at..)?;
            let taken = match byte {
                b'(' => {
                    let end = string_end(rest)?;
                    if is_element && matches!(name, b"/ID" | b"/Headers") {
                        out.extend_from_slice(format!("({}.", self.part).as_bytes());
                        out.extend_from_slice(rest.get(1..end)?);
                    } else {
                        out.extend_from_slice(rest.get(..end)?);
                    }
                    end
                }
                b'<' if rest.get(1) == Some(&b'<') => {
                    out.extend_from_slice(b"<<");
                    2
                }
                b'<' => {
                    let end = rest.iter().position(|byte| *byte == b'>')? + 1;
                    out.extend_from_slice(rest.get(..end)?);
                    end
                }
                b'/' => {
                    let end = 1 + rest.get(1..)?.iter().position(|byte| !is_regular(*byte)).unwrap_or(rest.len() - 1);
                    name = rest.get(..end)?;
                    out.extend_from_slice(name);
                    end
                }
                b'0'..=b'9' | b'-' | b'+' | b'.' => {
                    let end = rest.iter().position(|byte| !is_regular(*byte)).unwrap_or(rest.len());
                    let word = rest.get(..end)?;
                    let number = leading(word).filter(|(_, after)| after.is_empty()).map(|(number, _)| number);
                    let is_reference = rest.get(end..)?.starts_with(b" 0 R");
                    match number {
                        Some(number) if is_reference => {
                            out.extend_from_slice(self.number(number).to_string().as_bytes());
                        }
                        Some(number) if matches!(name, b"/StructParents" | b"/StructParent") => {
                            out.extend_from_slice((self.key + number).to_string().as_bytes());
                        }
                        _ => out.extend_from_slice(word),
                    }
                    end
                }
                b's' if rest.starts_with(b"stream\n") => {
                    out.extend_from_slice(rest);
                    rest.len()
                }
                _ => {
                    out.push(*byte);
                    1
                }
            };
            at += taken;
        }
        Some(out)
    }
}

fn is_regular(byte: u8) -> bool {
    !byte.is_ascii_whitespace() && !b"()<>[]{}/%".contains(&byte)
}

/// Behind the end of the string that begins here.
fn string_end(text: &[u8]) -> Option<usize> {
    let (mut depth, mut escaped) = (0, false);
    for (at, byte) in text.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'(' => depth += 1,
            b')' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Puts something before the end of a dictionary.
fn insert(dictionary: &mut Vec<u8>, text: &str) -> Option<()> {
    let end = dictionary.len().checked_sub(2)?;
    if !dictionary.ends_with(b">>") {
        return None;
    }
    dictionary.splice(end..end, text.bytes());
    Some(())
}

/// The metadata with another number of pages.
fn with_pages(metadata: &[u8], n_pages: usize) -> Option<Vec<u8>> {
    let text = after(metadata, b"stream\n")?;
    let text = text.strip_suffix(b"endstream")?;
    let text = text.strip_suffix(b"\n").unwrap_or(text);
    let place = find(text, b"<xmpTPg:NPages>")? + b"<xmpTPg:NPages>".len();
    let (_, rest) = leading(text.get(place..)?)?;
    let text = [text.get(..place)?, n_pages.to_string().as_bytes(), rest].concat();
    let head = format!("<</Length {}/Type/Metadata/Subtype/XML>>\nstream\n", text.len());
    Some([head.as_bytes(), &text, b"\nendstream"].concat())
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|window| window == wanted)
}

fn after<'b>(text: &'b [u8], key: &[u8]) -> Option<&'b [u8]> {
    text.get(find(text, key)? + key.len()..)
}

fn between<'b>(text: &'b [u8], key: &[u8], end: &[u8]) -> Option<&'b [u8]> {
    let text = after(text, key)?;
    text.get(..find(text, end)?)
}

/// What stands in an array without others in it.
fn list<'b>(text: &'b [u8], key: &[u8]) -> Option<&'b [u8]> {
    between(text, key, b"]")
}

/// The number at the beginning, and what follows.
fn leading(text: &[u8]) -> Option<(u32, &[u8])> {
    let end = text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    Some((std::str::from_utf8(digits).ok()?.parse().ok()?, rest))
}

fn reference(text: &[u8], key: &[u8]) -> Option<u32> {
    let (number, rest) = leading(after(text, key)?)?;
    rest.starts_with(b" 0 R").then_some(number)
}

fn numbers(text: &[u8]) -> Vec<u32> {
    text.split(|byte| !byte.is_ascii_digit()).filter_map(|word| leading(word).map(|(number, _)| number)).collect()
}

fn references(text: &[u8]) -> Vec<u32> {
    numbers(text).chunks(2).filter_map(|pair| pair.first().copied()).collect()
}
