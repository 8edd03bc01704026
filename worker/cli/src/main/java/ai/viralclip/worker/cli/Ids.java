package ai.viralclip.worker.cli;

import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Style;
import ai.viralclip.contracts.Uid;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Ids from a command line, refused as a worker would refuse them. */
final class Ids {

    private Ids() {}

    static final class OfUser implements ITypeConverter<Uid> {
        @Override
        public Uid convert(String value) {
            return checked(Uid::new, value);
        }
    }

    static final class OfRun implements ITypeConverter<RunId> {
        @Override
        public RunId convert(String value) {
            return checked(RunId::new, value);
        }
    }

    static final class OfStyle implements ITypeConverter<Style> {
        @Override
        public Style convert(String value) {
            return checked(Style::new, value);
        }
    }

    private static <T> T checked(Function<String, T> form, String value) {
        try {
            return form.apply(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
