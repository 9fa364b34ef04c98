package dev.elch.benchmarks.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A bar chart as SVG: one bar per contestant, its median, readable in light and dark. */
final class Plot {

    private static final int WIDTH = 640;
    private static final int BAR = 26;
    private static final int GAP = 12;
    private static final int LABELS = 130;
    private static final int VALUES = 90;

    private Plot() {}

    static String bars(String title, List<Result> results, ToDoubleFunction<Measurement> figure, String unit) {
        double longest = results.stream()
                .mapToDouble(result -> median(result, figure))
                .max()
                .orElse(1);
        StringBuilder svg = new StringBuilder();
        int height = 40 + results.size() * (BAR + GAP);
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n"
                .formatted(WIDTH, height, title));
        svg.append("<style>text{font:14px sans-serif;fill:#57606a}.t{font-weight:600}.o{fill:#8c959f}.e{fill:#0969da}"
                + "@media(prefers-color-scheme:dark){text{fill:#adbac7}}</style>\n");
        svg.append("<text class=\"t\" x=\"0\" y=\"18\">%s</text>\n".formatted(title));
        for (int i = 0; i < results.size(); i++) {
            double value = median(results.get(i), figure);
            double width = (WIDTH - LABELS - VALUES) * value / longest;
            int y = 36 + i * (BAR + GAP);
            boolean isElch = results.get(i).contestant().equals(Kind.ELCH.label());
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"0\" y=\"%d\">%s</text><rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>"
                            + "<text x=\"%.1f\" y=\"%d\">%.1f %s</text>%n",
                    y + 18,
                    results.get(i).contestant(),
                    isElch ? "e" : "o",
                    LABELS,
                    y,
                    width,
                    BAR,
                    LABELS + width + 8,
                    y + 18,
                    value,
                    unit));
        }
        return svg.append("</svg>\n").toString();
    }

    private static double median(Result result, ToDoubleFunction<Measurement> figure) {
        double[] values = result.rounds().stream().mapToDouble(figure).sorted().toArray();
        return values.length == 0 ? 0 : values[values.length / 2];
    }
}
