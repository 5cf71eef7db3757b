package dev.signalbox.run;

import java.util.Locale;

/** Small pieces of English. */
final class Words {
    private Words() {}

    /** Three digits and a unit: {@code 414 ms}. */
    static String duration(long ns) {
        String[] units = {"ns", "us", "ms", "s"};
        double value = ns;
        int unit = 0;
        while (value >= 1000 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        int decimals = value >= 100 || unit == 0 ? 0 : value >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f %s", value, units[unit]);
    }
}
