package dev.signalbox.analyze;

import java.util.List;
import java.util.function.IntPredicate;

/** What must happen for a wait to end, as a formula over who can still act. */
sealed interface Need {

    /** @param lives whether a waiter, by its index, can still act */
    boolean isMet(IntPredicate lives);

    /** A waiter must act. */
    record One(int waiter) implements Need {
        @Override
        public boolean isMet(IntPredicate lives) {
            return lives.test(waiter);
        }
    }

    /** One is enough; of none there is nobody. */
    record Any(List<Need> needs) implements Need {
        @Override
        public boolean isMet(IntPredicate lives) {
            return needs.stream().anyMatch(n -> n.isMet(lives));
        }
    }

    /** Each is needed; where there is none nothing is. */
    record All(List<Need> needs) implements Need {
        @Override
        public boolean isMet(IntPredicate lives) {
            return needs.stream().allMatch(n -> n.isMet(lives));
        }
    }
}
