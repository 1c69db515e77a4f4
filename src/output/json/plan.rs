//! A plan as it is understood, as JSON (`tonghop/plan/1`).

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::model::{AgencyId, PlanId};
use crate::plan::{Node, NodeKind, Passage, Plan, Role};
use crate::vietnamese::{CitationFault, IncompleteCitation, MisshapenCitation};

/// The version of the contract.
const SCHEMA: &str = "tonghop/plan/1";

#[derive(Serialize)]
pub(super) struct PlanView<'a> {
    schema: &'static str,
    symbol: &'a str,
    place: &'a str,
    date: String,
    kind: &'a str,
    subject: &'a str,
    /// In the order of the file.
    nodes: Vec<NodeView<'a>>,
    /// What is in no node, what may have been read otherwise than it is meant, what is to be confirmed, and what is not cited
    /// as it has to be.
    messages: Vec<MessageView<'a>>,
}

#[derive(Serialize)]
struct NodeView<'a> {
    /// Empty for what stands around the sections.
    id: &'a str,
    kind: &'static str,
    label: &'a str,
    text: String,
    role: &'static str,
    line: usize,
    parent: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<&'a str>,
    /// The cells of a row by the heads of their columns.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<FieldView<'a>>,
    /// The bodies that report on it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    asked: Vec<&'a str>,
}

#[derive(Serialize)]
struct FieldView<'a> {
    head: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
struct MessageView<'a> {
    line: usize,
    kind: &'static str,
    text: &'a str,
    /// What is wrong with it, where its kind does not say all.
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<&'static str>,
}

impl<'a> PlanView<'a> {
    pub(super) fn new(
        plan: &'a Plan,
        asked: &'a FxHashMap<&str, Vec<AgencyId>>,
        incomplete: &'a [IncompleteCitation],
        misshapen: &'a [MisshapenCitation],
    ) -> Self {
        let mut nodes: Vec<NodeView> = plan.head.iter().map(|passage| around(passage, "head")).collect();
        nodes.extend(plan.preamble.iter().map(|passage| around(passage, "preamble")));
        for section in &plan.sections {
            add(section, None, asked, &mut nodes);
        }
        nodes.extend(plan.closing.iter().map(|passage| around(passage, "closing")));
        nodes.sort_by_key(|node| node.line);
        let message = |kind| {
            move |passage: &'a Passage| MessageView {
                line: passage.line,
                kind,
                text: passage.to_confirm().unwrap_or(&passage.text),
                fault: None,
            }
        };
        let (to_confirm, unread): (Vec<&Passage>, Vec<&Passage>) =
            plan.unread.iter().partition(|passage| passage.to_confirm().is_some());
        let incomplete = incomplete.iter().map(|citation| MessageView {
            line: citation.line,
            kind: "incomplete_citation",
            text: &citation.words,
            fault: Some(if citation.has_number { "no_day" } else { "no_number" }),
        });
        let misshapen = misshapen.iter().map(|citation| MessageView {
            line: citation.line,
            kind: "misshapen_citation",
            text: &citation.words,
            fault: Some(fault(citation.fault)),
        });
        let messages = unread.into_iter().map(message("unread"));
        let messages = messages.chain(plan.doubtful.iter().map(message("doubtful")));
        let messages = messages.chain(to_confirm.into_iter().map(message("to_confirm")));
        Self {
            schema: SCHEMA,
            symbol: &plan.symbol,
            place: &plan.place,
            date: plan.date.to_string(),
            kind: &plan.kind,
            subject: &plan.subject,
            nodes,
            messages: messages.chain(incomplete).chain(misshapen).collect(),
        }
    }
}

/// A fault of a citation by the word that JSON has for it.
fn fault(fault: CitationFault) -> &'static str {
    match fault {
        CitationFault::WithoutWord => "without_so",
        CitationFault::BrokenDay => "broken_day",
        CitationFault::NoSuchDay => "no_such_day",
        CitationFault::OtherType => "other_type",
    }
}

fn around<'a>(passage: &'a Passage, role: &'static str) -> NodeView<'a> {
    NodeView {
        id: "",
        kind: "text",
        label: "",
        text: passage.text.clone(),
        role,
        line: passage.line,
        parent: None,
        aliases: Vec::new(),
        fields: Vec::new(),
        asked: Vec::new(),
    }
}

fn add<'a>(
    node: &'a Node,
    parent: Option<&'a PlanId>,
    asked: &'a FxHashMap<&str, Vec<AgencyId>>,
    nodes: &mut Vec<NodeView<'a>>,
) {
    let title = (!node.title.is_empty()).then_some(node.title.as_str());
    let texts: Vec<&str> = title.into_iter().chain(node.paragraphs.iter().map(String::as_str)).collect();
    nodes.push(NodeView {
        id: node.id.as_str(),
        kind: match node.kind {
            NodeKind::Section => "section",
            NodeKind::Item => "item",
            NodeKind::Point => "point",
        },
        label: &node.label,
        text: texts.join("\n"),
        role: role(node.role),
        line: node.line,
        parent: parent.map(PlanId::as_str),
        aliases: node.aliases.iter().map(PlanId::as_str).collect(),
        fields: node.fields.iter().map(|(head, text)| FieldView { head, text }).collect(),
        asked: asked.get(node.id.as_str()).into_iter().flatten().map(AgencyId::as_str).collect(),
    });
    for child in &node.children {
        add(child, Some(&node.id), asked, nodes);
    }
}

/// A role by the word that states it in `plan.md`.
fn role(role: Role) -> &'static str {
    match role {
        Role::Tasks => "tasks",
        Role::Funding => "funding",
        Role::Duties => "duties",
        Role::Catalogue => "catalogue",
        Role::Narrative => "narrative",
    }
}
