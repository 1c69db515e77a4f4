//! Facts and a template to Markdown; to HTML for pages that are no documents of the decree.

use serde::Serialize;
use tera::{Context, ErrorKind, EscapeFn, Kwargs, ReportError, State, Tera};

use super::fact::Fact;
use super::{ComposeError, escape, numbers};
use crate::config::Workspace;
use crate::model::Bilingual;

/// A template and the partials it includes, as text.
pub(super) struct Sources {
    /// Name and text; the template itself first.
    files: Vec<(String, String)>,
}

impl Sources {
    /// Reads the template `name` and all it includes.
    pub(super) fn load(name: &str, workspace: &Workspace) -> Result<Self, ComposeError> {
        let read = |name: &str| workspace.template(name);
        let text = read(name).ok_or_else(|| missing_template(name))?;
        let mut files = vec![(name.to_owned(), text)];
        let mut done = 0;
        while let Some((_, text)) = files.get(done) {
            let wanted: Vec<String> = included(text).map(str::to_owned).collect();
            for name in wanted {
                if files.iter().all(|(known, _)| *known != name)
                    && let Some(text) = read(&name)
                {
                    files.push((name, text));
                }
            }
            done += 1;
        }
        Ok(Self { files })
    }

    /// One text that includes none.
    pub(super) fn of(name: &str, text: &str) -> Self {
        Self { files: vec![(name.to_owned(), text.to_owned())] }
    }

    /// Renders the template with the facts. Every value that the template prints is escaped for Markdown.
    pub(super) fn render(&self, facts: &(impl Serialize + Fact)) -> Result<String, ComposeError> {
        self.render_escaped(facts, escape::escape_into)
    }

    /// Renders the template with the facts. Every value that the template prints passes through `escape`.
    fn render_escaped(&self, facts: &(impl Serialize + Fact), escape: EscapeFn) -> Result<String, ComposeError> {
        let (name, _) = &self.files[0];
        let mut tera = Tera::default();
        tera.set_escape_fn(escape);
        // Every name ends with nothing: all templates are escaped, whatever they are called.
        tera.autoescape_on([""]);
        tera.register_filter("number", |number: i64, _: Kwargs, _: &State| numbers::filter_number(number));
        tera.register_filter("count", |number: i64, _: Kwargs, _: &State| numbers::filter_count(number));
        tera.add_raw_templates(self.files.iter().map(|(name, text)| (name, text)))
            .map_err(|error| explain(name, &error))?;
        let context = Context::from_serialize(facts).map_err(|error| explain(name, &error))?;
        tera.render(name, &context).map_err(|error| explain(name, &error))
    }

    /// An error at the first place where a template has `text`; without a line where none has it.
    pub(super) fn error_at(&self, text: &str, problem: Bilingual) -> ComposeError {
        let found = self.files.iter().find_map(|(name, source)| {
            let line = source.lines().position(|line| line.contains(text))?;
            Some((name.clone(), line + 1))
        });
        match found {
            Some((template, line)) => ComposeError { template, line: Some(line), problem },
            None => ComposeError { template: self.files[0].0.clone(), line: None, problem },
        }
    }
}

/// Fills a template that is HTML and no document of the decree, such as `status.html`, with `facts`. Every value that the
/// template prints is escaped for HTML, for text and for attributes in quotation marks.
pub fn fill_html(name: &str, facts: &(impl Serialize + Fact), workspace: &Workspace) -> Result<String, ComposeError> {
    Sources::load(name, workspace)?.render_escaped(facts, tera::escape_html)
}

/// The names of the templates that `{% include "…" %}` and `{% extends "…" %}` bring in.
fn included(text: &str) -> impl Iterator<Item = &str> {
    text.split("{%").skip(1).filter_map(|tag| {
        let tag = tag.trim_start_matches('-').trim_start();
        let rest = tag.strip_prefix("include").or_else(|| tag.strip_prefix("extends"))?.trim_start();
        let quote = rest.chars().next().filter(|letter| matches!(letter, '"' | '\'' | '`'))?;
        rest[1..].split(quote).next()
    })
}

fn missing_template(name: &str) -> ComposeError {
    let problem = Bilingual::new(
        format!(
            "Không có mẫu templates/{name} (hoặc tệp không phải văn bản UTF-8). Ghi đúng tên mẫu ở khóa `template` của \
             report.toml, hoặc tạo tệp đó."
        ),
        format!(
            "There is no template templates/{name} (or it is not UTF-8 text). Give the right name in `template` of \
             report.toml, or create the file."
        ),
    );
    ComposeError { template: name.to_owned(), line: None, problem }
}

/// Tera's error with its place.
fn explain(template: &str, error: &tera::Error) -> ComposeError {
    let at = |report: &ReportError| {
        let template = if report.filename().is_empty() { template } else { report.filename() };
        (template.to_owned(), Some(report.span().start_line), report.message().to_owned())
    };
    let (template, line, message) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => at(report),
        ErrorKind::TemplateNotFound(name) => return missing_template(name),
        other => (template.to_owned(), None, other.to_string()),
    };
    let problem = Bilingual::new(
        format!("Mẫu viết sai: {message}. Các biến dùng được ghi ở đầu mẫu có sẵn; cú pháp là của Tera."),
        format!("The template is wrong: {message}. The built-in template lists the variables; the syntax is Tera's."),
    );
    ComposeError { template, line, problem }
}

#[cfg(test)]
pub(super) mod tests {
    use serde_json::json;

    use super::*;

    pub(in super::super) fn sources(text: &str) -> Sources {
        Sources::of("t.md", text)
    }

    #[test]
    fn values_are_escaped_and_never_templates() {
        let rendered =
            sources("{{ x }} {% for y in ys %}{{ y }}{% endfor %}").render(&json!({"x": "{{ 1 }} *a*", "ys": ["#"]}));
        assert_eq!(rendered.expect("a good template"), "\\{\\{ 1 \\}\\} \\*a\\* \\#");
    }

    #[test]
    fn errors_tell_where() {
        let error = sources("một\n{{ unknown.field }}").render(&json!({})).expect_err("no such variable");
        assert_eq!((error.template.as_str(), error.line), ("t.md", Some(2)));
        let error = sources("một\n\n{% if x %}").render(&json!({})).expect_err("never closed");
        assert_eq!(error.template, "t.md");
        assert!(error.line.is_some());
    }

    #[test]
    fn includes_are_found() {
        let text = "{% include \"a.md\" %} {%- extends 'b.md' %} {% if include %}";
        assert_eq!(included(text).collect::<Vec<_>>(), ["a.md", "b.md"]);
    }
}
