package dev.signalbox.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of an expression that was read: how the library reads it, and what it is without the library.
 *
 * @param source as the library reads it
 * @param places where the pieces of the source came from; {@code column} is an index of the line here
 * @param constant whether its value can be had now
 * @param simple the expression where it needs no library, else null
 * @param sides of a comparison, else empty
 */
record Piece(String source, List<Computed.Place> places, boolean constant, Expression simple, List<Piece> sides) {

    static Piece simple(Expression expression, String source, int at) {
        return new Piece(source, List.of(new Computed.Place(0, at)), expression.known() != null, expression, List.of());
    }

    static Piece literal(Object value, int at) {
        return simple(new Literal(value), source(value), at);
    }

    /** Pieces and signs of the library in turn. */
    static Piece join(int at, Object... parts) {
        StringBuilder source = new StringBuilder();
        List<Computed.Place> places = new ArrayList<>(List.of(new Computed.Place(0, at)));
        boolean constant = true;
        for (Object part : parts) {
            if (part instanceof Piece piece) {
                for (Computed.Place place : piece.places) {
                    places.add(new Computed.Place(source.length() + place.from(), place.column()));
                }
                constant &= piece.constant;
                source.append(piece.source);
            } else {
                source.append(part);
            }
        }
        return new Piece(source.toString(), places, constant, null, List.of());
    }

    Piece with(Expression other) {
        return new Piece(source, places, constant, other, sides);
    }

    Piece with(Piece left, Piece right) {
        return new Piece(source, places, constant, simple, List.of(left, right));
    }

    /** A value as the library writes it. */
    private static String source(Object value) {
        if (value instanceof Long number) {
            String digits = number + "L";
            return number == Long.MIN_VALUE ? "(" + (number + 1) + "L - 1L)" : number < 0 ? "(" + digits + ")" : digits;
        }
        if (value instanceof Double decimal) {
            return java.math.BigDecimal.valueOf(decimal).toPlainString() + "d";
        }
        if (value instanceof Boolean) {
            return value.toString();
        }
        StringBuilder text = new StringBuilder("\"");
        for (char c : ((String) value).toCharArray()) {
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == ' ';
            text.append(plain ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        return text.append('"').toString();
    }
}
