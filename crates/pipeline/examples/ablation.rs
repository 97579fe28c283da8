//! `ablation LAYER,... read FILE...`: readings without some layers of the finding of names, as `saksi read` prints them.
//!
//! For `cargo xtask ablation` only. `LAYER` is a name of [`Layer`], or `gazetteer`, or `none`; files are read in this process,
//! so only for files that the benchmarks wrote.
#![allow(clippy::print_stdout)]

use codebook::Codebook;
use coding::Layer;
use gazetteer::Gazetteer;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let left_out = arguments.next().ok_or("name the layers to leave out, or `none`")?;
    let left_out: Vec<&str> = left_out.split(',').collect();
    let known = |name: &&&str| {
        **name == "none" || **name == "gazetteer" || Layer::ALL.iter().any(|layer| layer.name() == **name)
    };
    if let Some(unknown) = left_out.iter().find(|name| !known(name)) {
        return Err(format!("there is no layer `{unknown}`").into());
    }
    let layers: Vec<Layer> = Layer::ALL.into_iter().filter(|layer| left_out.contains(&layer.name())).collect();
    let model_pipeline = language::open(None)?;
    let mut worker = model_pipeline.worker();
    let codebook = Codebook::builtin()?;
    let gazetteer = if left_out.contains(&"gazetteer") { Gazetteer::empty() } else { Gazetteer::open_default().0 };
    for path in arguments.skip_while(|argument| argument == "read") {
        let (document, _) = reading::read(&std::fs::read(&path)?, &path, None);
        let annotations = pipeline::annotate(&mut worker, &codebook, &document);
        let reading = coding::code_without(&layers, document, &annotations, &codebook, &gazetteer);
        println!("{}", records::reading_to_json(&reading));
    }
    Ok(())
}
