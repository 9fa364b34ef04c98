package dev.elch.notification.jobs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request of a page, and the answer that the page promises.
 *
 * @param before what has to happen first, in the page's words; empty: nothing
 */
record ApiExample(String before, Message request, Message answer) {

    private static final Pattern BLOCK = Pattern.compile("```http\n(.*?)\n```", Pattern.DOTALL);
    private static final Pattern BEFORE = Pattern.compile("<!-- before: (.*?) -->");

    /** A request or an answer: first line, headers, body. */
    record Message(String start, Map<String, String> headers, String body) {

        static Message parse(String text) {
            String[] parts = text.split("\n\n", 2);
            List<String> lines = parts[0].lines().toList();
            Map<String, String> headers = new LinkedHashMap<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] header = line.split(": ", 2);
                headers.put(header[0], header[1]);
            }
            return new Message(lines.get(0), headers, parts.length > 1 ? parts[1] : "");
        }

        String word(int index) {
            return start.split(" ", 3)[index];
        }
    }

    static List<ApiExample> of(String page) {
        List<ApiExample> examples = new ArrayList<>();
        Matcher block = BLOCK.matcher(page);
        int end = 0;
        while (block.find()) {
            Matcher before = BEFORE.matcher(page.substring(end, block.start()));
            String first = before.find() ? before.group(1) : "";
            Message request = Message.parse(block.group(1));
            if (!block.find()) {
                throw new IllegalStateException("the page has no answer to " + request.start());
            }
            end = block.end();
            examples.add(new ApiExample(first, request, Message.parse(block.group(1))));
        }
        return examples;
    }

    @Override
    public String toString() {
        return request.start() + " -> " + answer.start();
    }
}
