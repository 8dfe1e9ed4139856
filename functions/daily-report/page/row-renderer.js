/**
 * Makes the function that writes an ingest as a row of a table. It runs here for the rows that are there without
 * JavaScript, and in the reader's browser for all others: the page has this function's text, so it uses nothing that is
 * outside of it.
 */
module.exports = function rowRenderer({ spaces, inspectorUrl, region, timeZone }, consoleUrl) {
  const time = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
  const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  const escaped = (text) => text.replace(/[&<>"']/g, (character) => escapes[character]);

  const link = (url, html) => `<a href="${escaped(url)}">${html}</a>`;

  /** An event's text, in which `s3://bucket/key` leads to the console. */
  function eventHtml(text) {
    let html = "";
    let done = 0;
    for (const match of text.matchAll(/s3:\/\/([a-z0-9.-]+)\/([^\s"'<>,;]*[^\s"'<>,;.:)\]])/g)) {
      html +=
        escaped(text.slice(done, match.index)) +
        link(consoleUrl(region, match[1], match[2]), escaped(match[0]));
      done = match.index + match[0].length;
    }
    return html + escaped(text.slice(done));
  }

  function sourceHtml(source) {
    const slash = source.indexOf("/");
    return link(
      consoleUrl(region, source.slice(0, slash), source.slice(slash + 1)),
      "Uploaded package in S3",
    );
  }

  return function rowHtml([id, space, externalIdentifier, version, modified, event, source], labels) {
    const shownId = inspectorUrl
      ? link(inspectorUrl.replace("{id}", encodeURIComponent(id)), escaped(id))
      : escaped(id);
    const moment = new Date(modified * 1000);
    const story = [
      `<span>${event ? eventHtml(event) : "No event yet"}</span>`,
      source ? sourceHtml(source) : "",
    ];
    const cells = [
      shownId,
      escaped(spaces[space]),
      escaped(externalIdentifier),
      escaped(version),
      `<time datetime="${moment.toISOString()}">${time.format(moment)}</time>`,
      story.join(" "),
    ];
    // A narrow screen shows a column's title beside each cell.
    const shown = labels.map(
      (label, column) => `<td role="cell" data-label="${label}">${cells[column]}</td>`,
    );
    return `<tr role="row">${shown.join("")}</tr>`;
  };
};
