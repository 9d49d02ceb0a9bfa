#include "server/ops/plot.h"

#include <algorithm>
#include <cmath>

#include "server/ops/html.h"

namespace convene::ops {

namespace {

constexpr std::uint32_t kSteps = 20;

constexpr std::string_view kStyle =
    ":root{color-scheme:light dark;--ink:#1b1f23;--paper:#fff;--line:#c9d1d9;--s0:#1f6b5e;--s1:#3f7fbf;--s2:#a3561f;"
    "--s3:#7a4fa3}"
    "@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--paper:#12171c;--line:#3d4751;--s0:#4fb8a4;--s1:#79b3ea;"
    "--s2:#e09a62;--s3:#b894e0}}"
    "body{font:1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:60rem;margin:0 auto;"
    "padding:1rem}"
    "h1,h2{line-height:1.2}section{margin-block:2.5rem;break-inside:avoid}"
    ".plot{display:grid;grid-template-columns:minmax(6rem,14rem) 1fr max-content;gap:.15rem .75rem;align-items:center}"
    ".plot .label{grid-column:1;overflow-wrap:anywhere}.plot .bar{grid-column:2}.plot .value{grid-column:3}"
    ".plot .value{font-variant-numeric:tabular-nums}.plot .gap{grid-column:1/-1;height:.35rem}"
    ".plot svg{display:block;width:100%;height:.9rem}"
    ".s0{fill:var(--s0)}.s1{fill:var(--s1)}.s2{fill:var(--s2)}.s3{fill:var(--s3)}"
    "details{margin-top:.75rem;overflow-x:auto}summary{cursor:pointer}"
    "table{border-collapse:collapse;margin-top:.5rem}caption{text-align:start;font-weight:600}"
    "th,td{text-align:start;padding:.25rem .9rem .25rem 0;border-bottom:1px solid var(--line);vertical-align:top}"
    "td{font-variant-numeric:tabular-nums}"
    "@media (max-width:36rem){.plot{grid-template-columns:1fr max-content}.plot .label{grid-column:1/-1}"
    ".plot .bar{grid-column:1}.plot .value{grid-column:2}}"
    "@media print{:root{--ink:#000;--paper:#fff;--line:#999;--s0:#1f6b5e;--s1:#3f7fbf;--s2:#a3561f;--s3:#7a4fa3}"
    "body{max-width:none;padding:0}svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}"
    "summary{list-style:none}}";

std::string cell(std::string_view tag, const std::string& text) {
  return '<' + std::string(tag) + '>' + text + "</" + std::string(tag.substr(0, tag.find(' '))) + '>';
}

/// Words of the organiser may run from right to left.
std::string apart(const std::string& text) { return "<bdi>" + html_escape(text) + "</bdi>"; }

std::string bars(const Plot& plot) {
  double most = 0;
  for (const PlotRow& row : plot.rows)
    for (const auto& value : row.values) most = std::max(most, value.value_or(0));
  std::string out = "<div class=\"plot\" aria-hidden=\"true\">\n";
  for (const PlotRow& row : plot.rows) {
    if (plot.series.size() > 1 && &row != &plot.rows.front()) out += "<span class=\"gap\"></span>\n";
    for (std::size_t i = 0; i < row.values.size(); ++i) {
      const double share = most > 0 ? 100 * row.values[i].value_or(0) / most : 0;
      if (i == 0) out += "<span class=\"label\">" + apart(row.label) + "</span>";
      out += "<span class=\"bar\"><svg viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\"><rect class=\"s" +
             std::to_string(i % 4) + "\" width=\"" + plot_number(share) + "\" height=\"1\"/></svg></span>" +
             "<span class=\"value\">" + plot_number(row.values[i]) +
             (plot.series.size() > 1 ? ' ' + html_escape(plot.series[i]) : "") + "</span>\n";
    }
  }
  return out + "</div>\n";
}

std::string table(const Plot& plot) {
  std::string out = "<details open><summary>The numbers</summary>\n<table><caption>" + html_escape(plot.title) +
                    "</caption>\n<thead><tr>" + cell("th scope=\"col\"", html_escape(plot.rows_are));
  for (const auto* heads : {&plot.series, &plot.more})
    for (const std::string& head : *heads) out += cell("th scope=\"col\"", html_escape(head));
  out += "</tr></thead>\n<tbody>\n";
  for (const PlotRow& row : plot.rows) {
    out += "<tr>" + cell("th scope=\"row\"", apart(row.label));
    for (const auto& value : row.values) out += cell("td", plot_number(value));
    for (const std::string& text : row.more) out += cell("td", html_escape(text));
    out += "</tr>\n";
  }
  return out + "</tbody></table></details>\n";
}

}  // namespace

std::string_view plot_style() { return kStyle; }

std::string plot_number(const std::optional<double>& value) {
  if (!value) return "–";
  const auto hundredths = static_cast<std::int64_t>(std::llround(*value * 100));
  std::string out = std::to_string(hundredths / 100);
  const auto rest = hundredths % 100;
  if (rest == 0) return out;
  out += '.';
  out += static_cast<char>('0' + rest / 10);
  if (rest % 10 != 0) out += static_cast<char>('0' + rest % 10);
  return out;
}

std::string plot_html(const Plot& plot, std::size_t number) {
  const std::string id = "plot-" + std::to_string(number);
  return "<section aria-labelledby=\"" + id + "\">\n<h2 id=\"" + id + "\">" + html_escape(plot.title) + "</h2>\n<p>" +
         html_escape(plot.sentence) + "</p>\n" + bars(plot) + table(plot) + "</section>\n";
}

std::vector<PlotRow> histogram(const std::vector<std::uint32_t>& numbers) {
  if (numbers.empty()) return {};
  const auto [least, most] = std::ranges::minmax(numbers);
  const std::uint32_t step = (most - least) / kSteps + 1;
  std::vector<PlotRow> rows;
  for (std::uint64_t from = least; from <= most; from += step) {
    const std::uint64_t to = from + step - 1;
    rows.push_back({step == 1 ? std::to_string(from) : std::to_string(from) + " to " + std::to_string(to), {0.0}});
  }
  for (const std::uint32_t number : numbers) *rows[(number - least) / step].values.front() += 1;
  return rows;
}

}  // namespace convene::ops
