package ai.viralclip.worker.media;

import ai.viralclip.contracts.Shown;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** What a file says of itself in its {@code ftyp} (ISO/IEC 14496-12 §4.3): its main brand, and those it is read by. */
final class Brands {

    /** Files of these are images or sound alone, whatever else they are compatible with. */
    private static final Set<String> OTHERS = Set.of(
            "avif", "avis", "heic", "heix", "heim", "heis", "hevm", "hevs", "mif1", "mif2", "msf1", "miaf", "jpeg",
            "jpgs", "jp2 ", "jpx ", "jpm ", "j2ki", "j2is", "crx ", "M4A ", "M4B ", "M4P ", "F4A ", "F4B ", "aax ");

    /** How brands begin that players of video know: those that ffmpeg, cameras and packagers write. */
    private static final List<String> VIDEO = List.of(
            "iso", "mp4", "avc", "qt  ", "3g", "M4V", "cmf", "dash", "hlsf", "msdh", "msix", "ccff", "piff", "isml",
            "MSNV", "mmp4", "f4v ", "F4V ", "F4P ", "av01", "hvc1", "dby1", "XAVC", "ND", "kddi", "KDDI", "CAEP");

    private static final int MAIN_AND_VERSION_BYTES = 8;

    /** No file needs more; a list that goes on is not read to its end. */
    private static final int MOST = 64;

    private Brands() {}

    static void check(Peek in, Box ftyp) throws IOException, Flaw {
        if (ftyp.content() + MAIN_AND_VERSION_BYTES > ftyp.end()) {
            throw new Flaw(ftyp + " has no room for a brand");
        }
        String main = in.fourBytes(ftyp.content());
        if (OTHERS.contains(main)) {
            throw new Flaw(ftyp + " has the brand '" + main + "', which is not a video's");
        }
        if (!isVideo(main) && !isCompatible(in, ftyp)) {
            throw new Flaw(ftyp + " has the brand '" + Shown.value(main) + "', and no brand of a video");
        }
    }

    private static boolean isCompatible(Peek in, Box ftyp) throws IOException {
        long at = ftyp.content() + MAIN_AND_VERSION_BYTES;
        for (int i = 0; i < MOST && at + 4 <= ftyp.end(); i++, at += 4) {
            if (isVideo(in.fourBytes(at))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isVideo(String brand) {
        return VIDEO.stream().anyMatch(brand::startsWith);
    }
}
