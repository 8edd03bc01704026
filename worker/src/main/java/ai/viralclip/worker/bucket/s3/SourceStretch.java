package ai.viralclip.worker.bucket.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The body of an answer while it comes: so many bytes, or a failure. Belongs to one reader. */
final class SourceStretch extends InputStream {

    private final ResponseInputStream<GetObjectResponse> body;
    private long left;

    SourceStretch(ResponseInputStream<GetObjectResponse> body, long countBytes) {
        this.body = body;
        this.left = countBytes;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int at, int count) throws IOException {
        if (left == 0) {
            return -1;
        }
        int read = body.read(target, at, (int) Math.min(count, left));
        if (read < 0) {
            throw new EOFException("the answer ended " + left + " bytes too early");
        }
        left -= read;
        return read;
    }

    /** What is not wanted any more is not read to its end: that may be far. */
    @Override
    public void close() {
        if (left > 0) {
            body.abort();
        }
        try {
            body.close();
        } catch (IOException e) {
            // The connection is given up, and nobody waits for it.
            left = 0;
        }
    }
}
