//! The slots in bytes, and their two copies on the disk.
//!
//! ```text
//! file   = "saksi case 1\n", case [16], generation u64, epoch u32, n u16, n x slot, epoch x { nonce [24], sealed key [48] },
//!          HMAC-SHA-256 with a key of the newest epoch [32], SHA-256 of all before [32]
//! slot   = kind u8, signing key [32], exchange key [32], memory u32, passes u32, lanes u32, salt [16], nonce [24],
//!          length u32, sealed secrets, wrapped key [80]
//! ```
//!
//! Version 2 has n u16 and n x { epoch u32, under u32, nonce [24], sealed key [48] } before the HMAC: keys of epochs that began on
//! two devices at once. It is written only where there are such keys.

use super::slot::{Candidate, MemberKind, SEALED, Slot};
use super::slots::{OtherKey, Slots};
use super::{Effort, KeysError, wrap};
use crate::ledger::Finding;
use crate::storage::{self, Storage};
use crate::wire::{Reader, WireError, put_long};
use crate::{AuthorId, CaseId, cipher};
use sha2::{Digest, Sha256};
use std::io;

/// The two copies.
pub const FILES: [&str; 2] = ["slots", "slots-2"];
const PREAMBLE: &str = "saksi case ";
const VERSION: u16 = 1;
const VERSION_WITH_OTHERS: u16 = 2;
/// More members than any case has; keeps what is read bounded.
const MAX_SLOTS: usize = 1000;
const MAX_EPOCHS: usize = 10_000;
/// Longest file of slots, bytes.
pub const MAX_FILE: usize = 4 << 20;
/// Length of an older key, sealed.
pub const OLDER: usize = cipher::NONCE + 32 + cipher::TAG;

/// Both copies, as far as they can be read, the newest first, and what is wrong with the others.
pub fn read(storage: &dyn Storage) -> Result<(Vec<Slots>, Vec<Finding>), KeysError> {
    let (mut copies, mut problems, mut found) = (Vec::new(), Vec::new(), false);
    for (copy, file) in (1..).zip(FILES) {
        let bytes = match storage::read_all(storage, file, MAX_FILE) {
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => Some(Vec::new()),
            bytes => bytes?,
        };
        found |= bytes.is_some();
        match parse(&bytes.unwrap_or_default()) {
            Ok(slots) => copies.push((copy, slots)),
            Err(problem) => problems.push((copy, problem)),
        }
    }
    if !found {
        return Err(KeysError::NoCase);
    }
    copies.sort_by_key(|(_, slots)| std::cmp::Reverse(slots.generation));
    let newest = copies.first().map(|(_, slots)| slots.clone());
    let older = copies.iter().filter(|(_, slots)| Some(slots) != newest.as_ref()).map(|(copy, _)| *copy);
    let mut odd: Vec<u8> = problems.iter().map(|(copy, _)| *copy).chain(older).collect();
    odd.sort_unstable();
    match (copies.is_empty(), problems.into_iter().next()) {
        (true, Some((_, WireError::Newer { version }))) => Err(KeysError::Newer(version)),
        (true, Some((_, problem))) => Err(KeysError::Damaged(problem)),
        _ => {
            let findings = odd.into_iter().map(|copy| Finding::SlotsCopy { copy }).collect();
            Ok((copies.into_iter().map(|(_, slots)| slots).collect(), findings))
        }
    }
}

/// Writes both copies, one after the other: one of them is always whole.
pub fn write(storage: &dyn Storage, slots: &Slots) -> io::Result<()> {
    let mut bytes = authenticated(slots);
    bytes.extend_from_slice(&slots.seal);
    let checksum = Sha256::digest(&bytes);
    bytes.extend_from_slice(&checksum);
    FILES.iter().try_for_each(|file| storage::replace(storage, file, &bytes))
}

/// Everything that the seal of the slots covers.
pub fn authenticated(slots: &Slots) -> Vec<u8> {
    let version = if slots.others.is_empty() { VERSION } else { VERSION_WITH_OTHERS };
    let mut out = format!("{PREAMBLE}{version}\n").into_bytes();
    out.extend_from_slice(slots.case.as_bytes());
    out.extend_from_slice(&slots.generation.to_be_bytes());
    out.extend_from_slice(&slots.epoch.to_be_bytes());
    out.extend_from_slice(&u16::try_from(slots.members.len()).unwrap_or(u16::MAX).to_be_bytes());
    slots.members.iter().for_each(|slot| put_slot(slot, &mut out));
    slots.older.iter().for_each(|sealed| out.extend_from_slice(sealed));
    if version == VERSION_WITH_OTHERS {
        out.extend_from_slice(&u16::try_from(slots.others.len()).unwrap_or(u16::MAX).to_be_bytes());
        for other in &slots.others {
            out.extend_from_slice(&other.epoch.to_be_bytes());
            out.extend_from_slice(&other.under.to_be_bytes());
            out.extend_from_slice(&other.sealed);
        }
    }
    out
}

fn put_slot(slot: &Slot, out: &mut Vec<u8>) {
    let member = &slot.member;
    out.push(match member.kind {
        MemberKind::Passphrase => 1,
        MemberKind::Recovery => 2,
    });
    out.extend_from_slice(member.signing_key.as_bytes());
    out.extend_from_slice(&member.exchange_key);
    let (memory, passes, lanes) = member.effort.parameters();
    [memory, passes, lanes].iter().for_each(|number| out.extend_from_slice(&number.to_be_bytes()));
    out.extend_from_slice(&member.salt);
    out.extend_from_slice(&member.nonce);
    put_long(out, &member.sealed);
    out.extend_from_slice(&slot.wrapped);
}

fn parse(bytes: &[u8]) -> Result<Slots, WireError> {
    let mut reader = Reader::new(bytes);
    let version = read_preamble(bytes, &mut reader)?;
    let (rest, checksum) = bytes.split_last_chunk::<32>().ok_or(WireError::Invalid { what: "length" })?;
    if Sha256::digest(rest)[..] != checksum[..] {
        return Err(WireError::Invalid { what: "checksum" });
    }
    let case = CaseId::from_bytes(reader.array()?);
    let (generation, epoch, n_members) = (reader.u64()?, reader.u32()?, usize::from(reader.u16()?));
    let n_older = usize::try_from(epoch).unwrap_or(usize::MAX);
    if n_members > MAX_SLOTS || n_older > MAX_EPOCHS {
        return Err(WireError::Invalid { what: "number of members or epochs" });
    }
    let members = (0..n_members).map(|_| read_slot(&mut reader)).collect::<Result<_, _>>()?;
    let older = (0..n_older).map(|_| reader.array()).collect::<Result<_, _>>()?;
    let n_others = if version == VERSION_WITH_OTHERS { reader.u16()? } else { 0 };
    let others = (0..n_others).map(|_| read_other(&mut reader)).collect::<Result<_, _>>()?;
    let seal = reader.array()?;
    reader.take(checksum.len())?;
    reader.end()?;
    Ok(Slots { case, generation, epoch, members, older, others, seal })
}

fn read_preamble(bytes: &[u8], reader: &mut Reader<'_>) -> Result<u16, WireError> {
    let invalid = WireError::Invalid { what: "beginning" };
    let line = bytes.iter().take(32).position(|byte| *byte == b'\n').ok_or(invalid)?;
    let text = std::str::from_utf8(reader.take(line + 1)?).map_err(|_| invalid)?;
    let version = text.strip_prefix(PREAMBLE).and_then(|text| text.trim_end().parse::<u16>().ok()).ok_or(invalid)?;
    match version {
        VERSION | VERSION_WITH_OTHERS if text == format!("{PREAMBLE}{version}\n") => Ok(version),
        version if version > VERSION_WITH_OTHERS => Err(WireError::Newer { version }),
        _ => Err(invalid),
    }
}

fn read_other(reader: &mut Reader<'_>) -> Result<OtherKey, WireError> {
    Ok(OtherKey { epoch: reader.u32()?, under: reader.u32()?, sealed: reader.array()? })
}

fn read_slot(reader: &mut Reader<'_>) -> Result<Slot, WireError> {
    let kind = match reader.u8()? {
        1 => MemberKind::Passphrase,
        2 => MemberKind::Recovery,
        _ => return Err(WireError::Invalid { what: "kind of a slot" }),
    };
    let (signing_key, exchange_key) = (AuthorId::from_bytes(reader.array()?), reader.array()?);
    let effort = Effort::new(reader.u32()?, reader.u32()?, reader.u32()?);
    let (salt, nonce, sealed) = (reader.array()?, reader.array()?, reader.long()?.to_vec());
    if sealed.len() != if kind == MemberKind::Passphrase { SEALED } else { 0 } {
        return Err(WireError::Invalid { what: "length of sealed keys" });
    }
    let wrapped = reader.take(wrap::WRAPPED)?.to_vec();
    Ok(Slot { member: Candidate { kind, signing_key, exchange_key, effort, salt, nonce, sealed }, wrapped })
}
