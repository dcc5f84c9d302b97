package io.opportunities.database.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Prevents two services from using one data directory. The operating system releases the lock at any end of the process. */
final class DirectoryLock implements AutoCloseable {

    // POSIX drops a process's lock as soon as it closes any channel on the file, so one process must never open it twice
    private static final Set<Path> LOCKED = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private DirectoryLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** @throws EmbeddedDatabaseException while another owner has the lock, in this process or any other */
    static DirectoryLock acquire(DataDirectory directory) throws IOException {
        if (!LOCKED.add(directory.lock())) {
            throw inUse(directory);
        }
        FileChannel channel = lock(directory.lock());
        if (channel == null) {
            LOCKED.remove(directory.lock());
            throw inUse(directory);
        }
        return new DirectoryLock(directory.lock(), channel);
    }

    private static @Nullable FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            return null;
        }
        return channel;
    }

    private static EmbeddedDatabaseException inUse(DataDirectory directory) {
        return new EmbeddedDatabaseException(
                "The data directory %s is in use by another running service".formatted(directory.root()));
    }

    @Override
    public void close() throws IOException {
        channel.close();
        LOCKED.remove(file);
    }
}
