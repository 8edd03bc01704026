package ai.viralclip.worker.media.s3;

import ai.viralclip.worker.media.MediaPlace;
import ai.viralclip.worker.media.MediaSourceContract;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Media in a bucket of another store, which is read. */
class OtherStoreContractIT implements MediaSourceContract {

    @TempDir
    private Path temp;

    private MediaPlace bucket;

    @BeforeEach
    void start() throws Exception {
        bucket = BucketPlace.in(temp, false);
    }

    @Override
    public MediaPlace place() {
        return bucket;
    }
}
