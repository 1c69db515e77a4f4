//! The roles of all sections of a plan: what one means may depend on the others.

use super::marks::{Mark, marked};
use super::outline::{Depth, Section};
use super::pieces::Piece;
use super::roles::{self, is_task_table};
use super::transcribe::NoPlan;
use crate::plan::Role;

/// The roles of the sections, each with why. There is a section of tasks, or else no plan.
pub(super) fn roles_of(sections: &[Section]) -> Result<Vec<(Role, String)>, NoPlan> {
    let mut found: Vec<(Role, String)> = Vec::with_capacity(sections.len());
    let mut of_part: Option<(Role, String)> = None;
    for section in sections {
        let guess = roles::of_heading(&section.heading);
        let told =
            if guess.by.is_empty() { String::new() } else { format!("đề mục có chữ “{}”", guess.by) };
        let own = (guess.role, told);
        let role = match section.depth {
            Depth::Part => {
                of_part = Some(own.clone());
                // A part that has sections is told by these.
                if has_points(section) {
                    own
                } else {
                    (Role::Narrative, "các mục bên dưới có vai trò riêng".to_owned())
                }
            }
            Depth::Section if own.1.is_empty() => of_part
                .clone()
                .filter(|(_, by)| !by.is_empty())
                .map_or(own, |(role, by)| (role, format!("phần chứa mục này: {by}"))),
            Depth::Section => own,
            Depth::Annex => (Role::Narrative, "phụ lục không có bảng nhiệm vụ".to_owned()),
        };
        found.push(role);
    }
    // What has nothing to be reported on is none.
    for (section, role) in sections.iter().zip(&mut found) {
        if role.0 == Role::Tasks && !has_points(section) {
            *role = (Role::Narrative, "mục này không có điểm nào để báo cáo".to_owned());
        }
    }
    let has_tasks = |found: &[(Role, String)]| found.iter().any(|(role, _)| *role == Role::Tasks);
    let role_of_annex = if has_tasks(&found) { Role::Catalogue } else { Role::Tasks };
    for (section, role) in sections.iter().zip(&mut found).filter(|(section, _)| section.depth == Depth::Annex) {
        if has_task_table(section) {
            let by = "phụ lục có bảng nhiệm vụ".to_owned();
            *role = (role_of_annex, by);
        }
    }
    if !has_tasks(&found) {
        let largest = sections.iter().zip(&mut found).filter(|(section, (role, _))| {
            has_points(section) && !matches!(role, Role::Funding | Role::Duties | Role::Catalogue)
        });
        // The last of those that are as large.
        let largest = largest.max_by_key(|(section, (_, by))| (by.is_empty(), section.pieces.len()));
        let (_, role) = largest.ok_or(NoPlan::NoTasks)?;
        *role = (Role::Tasks, "không mục nào có chữ “nhiệm vụ”, mục này có nhiều điểm nhất".to_owned());
    }
    Ok(found)
}

/// Whether anything of a section is a point.
fn has_points(section: &Section) -> bool {
    has_task_table(section)
        || section.pieces.iter().any(|piece| match piece {
            Piece::Paragraph(paragraph) => {
                let found = marked(&paragraph.text);
                let is_point =
                    matches!(found.mark, Mark::Number(_) | Mark::Letter(_) | Mark::Dash(_) | Mark::NumberedLetter);
                is_point && !found.rest.is_empty()
            }
            Piece::Table(_) | Piece::Aside(_) => false,
        })
}

fn has_task_table(section: &Section) -> bool {
    section.pieces.iter().any(|piece| match piece {
        Piece::Table(table) => table.rows.len() > 1 && table.rows.first().is_some_and(|head| is_task_table(head)),
        Piece::Paragraph(_) | Piece::Aside(_) => false,
    })
}
