//! Facts and a template to Markdown; to HTML for pages that are no documents of the decree.

use serde::Serialize;
use tera::{Context, ErrorKind, EscapeFn, Kwargs, ReportError, State, Tera, TeraResult};

use super::fact::Fact;
use super::template_limits::{LimitedText, Steps, too_many_steps, too_much_output};
use super::{ComposeError, escape, figure_marks, numbers, template_counts, template_limits};
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
        let read = |name: &str, wanted_by: &str| {
            let text = workspace.template(name);
            text.map_err(|problem| ComposeError { template: wanted_by.to_owned(), line: None, problem })
        };
        let text = read(name, name)?.ok_or_else(|| missing_template(name))?.into_owned();
        let mut files = vec![(name.to_owned(), text)];
        let mut done = 0;
        while let Some((by, text)) = files.get(done) {
            let by = by.clone();
            let wanted: Vec<String> = included(text).map(str::to_owned).collect();
            for name in wanted {
                if files.iter().all(|(known, _)| *known != name)
                    && let Some(text) = read(&name, &by)?
                {
                    files.push((name, text.into_owned()));
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
        tera.register_filter("number", |number: i64, of: Kwargs, _: &State| {
            printed(&of, numbers::filter_number(number))
        });
        tera.register_filter("count", |number: i64, of: Kwargs, _: &State| printed(&of, numbers::filter_count(number)));
        let steps = Steps::default();
        steps.register(&mut tera);
        let counted = self.files.iter().map(|(name, text)| match template_limits::counted(text) {
            Ok(counted) if figure_marks::is_marking() => Ok((name, template_counts::naming_figures(&counted))),
            Ok(counted) => Ok((name, counted)),
            Err(line) => Err(list_comprehension(name, line)),
        });
        tera.add_raw_templates(counted.collect::<Result<Vec<_>, _>>()?).map_err(|error| explain(name, &error))?;
        let context = match figure_marks::is_marking() {
            true => template_counts::context(facts),
            false => Context::from_serialize(facts),
        };
        let context = context.map_err(|error| explain(name, &error))?;
        let mut text = LimitedText::default();
        tera.render_to(name, &context, &mut text).map_err(|error| {
            let told = explain(name, &error);
            match (steps.are_spent(), text.is_full) {
                (true, _) => ComposeError { problem: too_many_steps(), ..told },
                (_, true) => ComposeError { problem: too_much_output(), ..told },
                _ => told,
            }
        })?;
        // Tera writes what was text.
        Ok(String::from_utf8(text.bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
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

/// What a filter makes of a count, marked where it is told which figure it is.
fn printed(of: &Kwargs, text: String) -> TeraResult<String> {
    let figure = of.get::<i64>(template_counts::FIGURE)?.and_then(|number| usize::try_from(number).ok());
    Ok(figure.map_or_else(|| text.clone(), |number| figure_marks::mark_as(number, &text)))
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

fn list_comprehension(template: &str, line: usize) -> ComposeError {
    let problem = Bilingual::new(
        "Mẫu dùng danh sách dạng [… for … in …], chương trình không hỗ trợ. Hãy viết thành vòng {% for %}.",
        "The template has a list of the form [… for … in …], which is not supported. Write a loop {% for %}.",
    );
    ComposeError { template: template.to_owned(), line: Some(line), problem }
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
    fn loops_and_output_have_an_end() {
        let loops = |depth: usize, body: &str| {
            let begin = (0..depth).map(|n| format!("{{% for x{n} in xs %}}")).collect::<String>();
            format!("một\n{begin}{body}{}", "{% endfor %}".repeat(depth))
        };
        let xs =
            json!({"xs": (0..900).map(|number| number.to_string()).collect::<Vec<_>>(), "long": "ề".repeat(5_000)});
        let fine = sources(&loops(2, "{{ x1 }}")).render(&xs).expect("so many rounds are fine");
        let numbers: String = (0..900).map(|number| number.to_string()).collect();
        assert_eq!(fine, format!("một\n{}", numbers.repeat(900)));
        for text in [
            loops(9, ""),
            "một\n{% for x in range(end=90000) %}{% set y = range(end=90000) %}{% endfor %}".to_owned(),
            "một\n{{ range(end=1000000000) | length }}".to_owned(),
        ] {
            let error = sources(&text).render(&xs).expect_err("too many");
            assert_eq!((error.line, error.problem), (Some(2), too_many_steps()), "{text}");
        }
        let error = sources(&loops(2, "{{ long }}")).render(&xs).expect_err("too long");
        assert_eq!(error.problem, too_much_output());
        let numbers = "{% for x in range(start=5, end=0, step_by=0-2) %}{{ x }}{% endfor %}{{ range(end=3) }}";
        assert_eq!(sources(numbers).render(&xs).expect("numbers"), "531\\[0, 1, 2\\]");
    }

    #[test]
    fn includes_are_found() {
        let text = "{% include \"a.md\" %} {%- extends 'b.md' %} {% if include %}";
        assert_eq!(included(text).collect::<Vec<_>>(), ["a.md", "b.md"]);
    }
}
