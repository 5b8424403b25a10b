//! The frame around every page of the portal.

use std::fmt::{self, Display, Write};

use axum::http::StatusCode;

use super::SEE_OTHER;
use crate::world::payer::Payer;

/// Text, safe between tags and in attributes.
pub(crate) struct Escaped<'a>(pub(crate) &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            match character {
                '&' => formatter.write_str("&amp;"),
                '<' => formatter.write_str("&lt;"),
                '>' => formatter.write_str("&gt;"),
                '"' => formatter.write_str("&quot;"),
                '\'' => formatter.write_str("&#39;"),
                other => formatter.write_char(other),
            }?;
        }
        Ok(())
    }
}

/// One page, or a way to another.
pub(crate) struct Page {
    status: StatusCode,
    body: String,
    location: Option<String>,
}

impl Page {
    /// A page in a payer's look. `visit` puts the navigation of a signed-in session on it.
    pub(crate) fn of(
        payer: Option<&Payer>,
        status: StatusCode,
        title: &str,
        visit: Option<&str>,
        main: &dyn Display,
    ) -> Self {
        let name = payer.map_or("Pretend payer", |payer| payer.name);
        let look = payer.map_or("plain", |payer| payer.look);
        let mut body = String::new();
        // Writing to a String cannot fail.
        let _ = write!(
            body,
            concat!(
                "<!doctype html>\n<html lang=\"en\" class=\"{look}\">\n<head>\n<meta charset=\"utf-8\">\n",
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
                "<title>{title} - {name} (pretend)</title>\n",
                "<link rel=\"stylesheet\" href=\"/portal.css\">\n<link rel=\"icon\" href=\"data:,\">\n</head>\n<body>\n",
                "<a class=\"skip\" href=\"#main\">Skip to the page</a>\n",
                "<p class=\"pretend\"><strong>Pretend portal.</strong> This is practice: no payer, no patient and no ",
                "request here is real.</p>\n",
                "<header><p class=\"brand\"><span class=\"mark\" aria-hidden=\"true\"></span>{name}</p>",
                "<p class=\"desk\">Provider portal</p></header>\n",
                "{nav}<main id=\"main\">\n<h1>{title}</h1>\n{main}\n</main>\n",
                "<footer><p>{name} is invented. Nothing typed here leaves this computer.</p></footer>\n</body>\n</html>\n"
            ),
            look = look,
            title = Escaped(title),
            name = Escaped(name),
            nav = visit.map(navigation).unwrap_or_default(),
            main = main,
        );
        Self { status, body, location: None }
    }

    pub(crate) fn redirect(location: &str) -> Self {
        Self { status: SEE_OTHER, body: String::new(), location: Some(location.to_owned()) }
    }

    pub(crate) fn landing() -> Self {
        let main = "<p>There is nothing to sign in to here by hand. Open the portal from a case.</p>";
        Self::of(None, StatusCode::OK, "Pretend payer portals", None, &main)
    }

    pub(crate) fn not_found() -> Self {
        let main =
            "<p>This address leads nowhere, or belongs to another browser. Open the portal again from its case.</p>";
        Self::of(None, StatusCode::NOT_FOUND, "Nothing here", None, &main)
    }

    pub(crate) fn status(&self) -> StatusCode {
        self.status
    }

    pub(crate) fn location(&self) -> Option<&str> {
        self.location.as_deref()
    }

    pub(crate) fn body(&self) -> String {
        self.body.clone()
    }
}

fn navigation(visit: &str) -> String {
    format!(
        concat!(
            "<nav aria-label=\"Portal\"><ul>",
            "<li><a id=\"new-request\" href=\"/v/{0}/request\">New request</a></li>",
            "<li><a id=\"check-existing\" href=\"/v/{0}/existing\">Check for an existing request</a></li>",
            "</ul></nav>\n"
        ),
        visit
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_become_markup() {
        assert_eq!(Escaped("<b a=\"1\">&'</b>").to_string(), "&lt;b a=&quot;1&quot;&gt;&amp;&#39;&lt;/b&gt;");
    }
}
