package ai.viralclip.worker.catalog;

import ai.viralclip.worker.bucket.ObjectStore.ListedObject;
import java.util.Optional;

/** A clip as the bucket lists it: a video, and its thumbnail where one is stored. */
record StoredClip(Place place, ListedObject video, Optional<ListedObject> thumbnail) {}
