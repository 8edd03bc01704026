package ai.viralclip.worker.bucket;

import ai.viralclip.contracts.Shown;

/**
 * Why a call to the store did not succeed, by the class that decides what happens next (FAILURES.md; codes:
 * Cloudflare's list of R2 error codes). Details name the operation, the key and the store's code; never a secret, a
 * signature or a URL. What the store wrote into them is cleaned ({@link Shown}).
 */
public sealed interface StoreFailure {

    String detail();

    /**
     * 5xx (Cloudflare's 520 to 524 too), 429, a time-out, a reset, a cut body, or an answer without what S3 promises of
     * it: again later, for as long as it lasts. Whether a write took effect is unknown.
     *
     * @param throttled the store asked for fewer requests (429, SlowDown, "Reduce your concurrent request rate")
     */
    record Unavailable(String detail, boolean throttled) implements StoreFailure {

        public Unavailable {
            detail = Shown.sentence(detail);
        }
    }

    /**
     * By its code about every object, not about this one: the key, the bucket, the account, its quota, its encryption
     * keys, an operation that the store does not know (501). Nothing will work until someone mends it.
     */
    record Denied(String detail) implements StoreFailure {

        public Denied {
            detail = Shown.sentence(detail);
        }
    }

    /**
     * Refused, and the answer does not say whether this object is meant or every one: 403 (a lock, or a policy for some
     * prefixes, or the key's rights), 405, 423, 451, {@code InvalidRequest}, and every code that is not known. What the
     * store says to other requests tells.
     */
    record Doubtful(String detail) implements StoreFailure {

        public Doubtful {
            detail = Shown.sentence(detail);
        }
    }

    /** The bytes that arrived were not those that were hashed (400 BadDigest): the source changed while it was read. */
    record BadDigest(String detail) implements StoreFailure {

        public BadDigest {
            detail = Shown.sentence(detail);
        }
    }

    /** The media could not be read while it was sent. */
    record SourceUnreadable(String detail) implements StoreFailure {

        public SourceUnreadable {
            detail = Shown.sentence(detail);
        }
    }

    /** Where the media is does not answer: for as long as it lasts. */
    record SourceUnresponsive(String detail) implements StoreFailure {

        public SourceUnresponsive {
            detail = Shown.sentence(detail);
        }
    }

    /**
     * Truly about this one object: too large, or its name or its metadata are too long. This request can never succeed.
     */
    record Refused(String detail) implements StoreFailure {

        public Refused {
            detail = Shown.sentence(detail);
        }
    }
}
