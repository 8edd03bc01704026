package ai.viralclip.worker.cli;

import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Uid;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A run as one word: {@code ana/launch}. */
record RunName(Uid uid, RunId runId) {

    static final class Converter implements ITypeConverter<RunName> {
        @Override
        public RunName convert(String value) {
            String[] parts = value.split("/", -1);
            if (parts.length != 2) {
                throw new TypeConversionException("is not a user and a run, as in ana/launch");
            }
            return new RunName(new Ids.OfUser().convert(parts[0]), new Ids.OfRun().convert(parts[1]));
        }
    }
}
