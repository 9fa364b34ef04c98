package dev.elch.contract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Text in which no mail address can be read: what people may see who may not see addresses.
 *
 * <p>The text is foreign and may be long, such as a stack trace: it is read once from the end, and from every {@code @} at most
 * {@value #LONGEST} characters back, which is more than a local part may have (RFC 5321, section 4.5.3.1). No regular
 * expression is used, because one that looks for the beginning of an address starts anew at every character.
 */
public final class MaskedText {

    private static final int LONGEST = 320;
    private static final String DATA = "data:";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** How an {@code @} is written in URLs, in HTML and in the sources of JSON. */
    private static final List<String> ENCODED_AT = List.of("%40", "%2540", "&#64;", "&#x40;", "&commat;", "\\u0040");

    /** How it is written in quoted-printable; also a number behind an equals sign, so a domain has to follow. */
    private static final String QUOTED_PRINTABLE_AT = "=40";

    private static final String WIDE_ATS = "\uFF20\uFE6B";

    private MaskedText() {}

    /** Masks the addresses in a text, wherever they stand: the first character of each stays, and its domain. */
    public static String of(String text) {
        Deque<Span> hidden = new ArrayDeque<>();
        int index = text.length() - 1;
        while (index >= 0) {
            int start = isAt(text, index) ? hiddenFrom(text, index) : index;
            if (start < index) {
                hidden.push(new Span(text.offsetByCodePoints(start, 1), index));
                index = start;
            }
            index--;
        }
        return hidden.isEmpty() ? text : without(hidden, text);
    }

    /** Whether a mail address can be read in {@code text}. */
    public static boolean isNeeded(String text) {
        return !of(text).equals(text);
    }

    /** Masks the addresses in all values of a JSON document; what is no JSON is taken for text. */
    public static String ofJson(String json) {
        if (!mayHoldAnAddress(json)) {
            return json;
        }
        try {
            return JSON.writeValueAsString(masked(JSON.readTree(json)));
        } catch (JacksonException noJson) {
            return of(json);
        }
    }

    /** The same for a server-sent event: each of its lines of data is a document. */
    public static String ofEvent(String event) {
        return event.lines()
                .map(line -> line.startsWith(DATA) ? DATA + ofJson(line.substring(DATA.length())) : line)
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static String without(Deque<Span> hidden, String text) {
        StringBuilder masked = new StringBuilder(text.length());
        int from = 0;
        for (Span span : hidden) {
            masked.append(text, from, span.from()).append("***");
            from = span.to();
        }
        return masked.append(text, from, text.length()).toString();
    }

    private static boolean isAt(String text, int index) {
        return switch (text.charAt(index)) {
            case '@', '\uFF20', '\uFE6B' -> true;
            case '%', '&', '\\' -> ENCODED_AT.stream().anyMatch(at -> isFollowedByDomain(text, index, at));
            case '=' ->
                isFollowedByDomain(text, index, QUOTED_PRINTABLE_AT)
                        && Character.isLetter(text.charAt(index + QUOTED_PRINTABLE_AT.length()));
            default -> false;
        };
    }

    private static boolean isFollowedByDomain(String text, int index, String at) {
        int behind = index + at.length();
        return text.charAt(index) == at.charAt(0)
                && text.regionMatches(true, index, at, 0, at.length())
                && behind < text.length()
                && (text.charAt(behind) == '[' || !isEdge(text.charAt(behind)));
    }

    /** What stands between two quotes may end in the middle of another address: then that one is hidden as well. */
    private static int hiddenFrom(String text, int at) {
        int first = localPart(text, at);
        boolean isQuoted = at > 0 && text.charAt(at - 1) == '"';
        int end = at;
        while (isQuoted && first < end) {
            int next = first;
            for (int index = first; index < end; index++) {
                if (isAt(text, index)) {
                    next = Math.min(next, localPart(text, index));
                }
            }
            end = first;
            first = next;
        }
        return first;
    }

    /** Where the local part in front of {@code at} begins; {@code at} itself: there is none. */
    private static int localPart(String text, int at) {
        int floor = Math.max(0, at - LONGEST);
        char last = at == 0 ? ' ' : text.charAt(at - 1);
        if (last == '"') {
            return quotedPart(text, at - 1, floor);
        }
        if (last == ')' || last == '/' || last == '\\') {
            return runBack(text, at, floor);
        }
        int start = atomsBack(text, at, floor);
        boolean isReturnPath = start > floor
                && text.charAt(start - 1) == '='
                && text.substring(start, at).contains(".");
        return isReturnPath ? atomsBack(text, start - 1, floor) : start;
    }

    /** A quoted local part, such as {@code "bat bold"@example.mn}, also within a text that is quoted itself. */
    private static int quotedPart(String text, int closing, int floor) {
        int opening = -1;
        for (int index = closing - 1; index >= floor; index--) {
            if (text.charAt(index) == '"') {
                boolean isEscaped = index > 0 && text.charAt(index - 1) == '\\';
                opening = opening < 0 || !isEscaped ? index : opening;
                if (!isEscaped) {
                    break;
                }
            }
        }
        return opening < 0 ? runBack(text, closing, floor) : opening;
    }

    private static int atomsBack(String text, int end, int floor) {
        int start = end;
        while (start > floor && (!isEdge(text.charAt(start - 1)) || isApostrophe(text, start - 1))) {
            start--;
        }
        return isInsideAPair(text, start, end) ? start + 1 : start;
    }

    /** A comment, a slash or a backslash in front of the {@code @}: everything up to a blank or a bracket may belong to it. */
    private static int runBack(String text, int end, int floor) {
        int start = end;
        while (start > floor
                && !isBlank(text.charAt(start - 1))
                && "<>\"@\uFF20\uFE6B".indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        return isInsideAPair(text, start, end) ? start + 1 : start;
    }

    private static boolean isInsideAPair(String text, int start, int end) {
        return start > 0
                && start < end
                && Character.isLowSurrogate(text.charAt(start))
                && Character.isHighSurrogate(text.charAt(start - 1));
    }

    /** One within a name, such as {@code o'neil}; others quote. */
    private static boolean isApostrophe(String text, int index) {
        return text.charAt(index) == '\'' && index > 0 && Character.isLetterOrDigit(text.charAt(index - 1));
    }

    private static boolean isEdge(char character) {
        return isBlank(character) || "\"'<>()[],;:=\\/@".indexOf(character) >= 0 || WIDE_ATS.indexOf(character) >= 0;
    }

    private static boolean isBlank(char character) {
        return character == ' ' || (character >= '\t' && character <= '\r');
    }

    private static boolean mayHoldAnAddress(String json) {
        return json.indexOf('@') >= 0
                || json.contains("\\u")
                || json.contains(QUOTED_PRINTABLE_AT)
                || WIDE_ATS.chars().anyMatch(at -> json.indexOf(at) >= 0)
                || ENCODED_AT.stream().anyMatch(at -> json.indexOf(at.charAt(0)) >= 0);
    }

    private static JsonNode masked(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JSON.createObjectNode();
            object.properties().forEach(field -> copy.set(of(field.getKey()), masked(field.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JSON.createArrayNode();
            array.forEach(value -> copy.add(masked(value)));
            return copy;
        }
        return node.isString() ? StringNode.valueOf(of(node.asString())) : node;
    }

    /** The characters from the first to before the second index. */
    private record Span(int from, int to) {}
}
