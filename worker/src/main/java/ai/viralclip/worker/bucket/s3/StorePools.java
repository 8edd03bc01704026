package ai.viralclip.worker.bucket.s3;

import ai.viralclip.worker.bucket.Pools;

/** The pools of one store's clients. */
final class StorePools implements Pools {

    private final S3Clients clients;
    private final S3ObjectStore store;

    StorePools(S3Clients clients, S3ObjectStore store) {
        this.clients = clients;
        this.store = store;
    }

    @Override
    public Pool connections() {
        return clients.connections();
    }

    @Override
    public Pool parts() {
        return store.parts();
    }

    @Override
    public Pool held() {
        return store.held();
    }
}
