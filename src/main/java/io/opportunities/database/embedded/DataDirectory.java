package io.opportunities.database.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files of one embedded PostgreSQL, all inside one directory, so that one volume contains them.
 *
 * @param root existing and real, which makes two spellings of one directory equal
 */
public record DataDirectory(Path root) {

    private static final String UNFINISHED = "unfinished-";

    /** Creates the directory, open to this user alone, unless it exists. */
    public static DataDirectory at(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path.toAbsolutePath().normalize(), ownerOnly("rwx------"));
        }
        DataDirectory directory = new DataDirectory(path.toRealPath());
        Files.createDirectories(directory.binaries().getParent(), ownerOnly("rwx------"));
        return directory;
    }

    Path lock() {
        return root.resolve("lock");
    }

    /** PostgreSQL's own data directory; it exists only when complete. */
    public Path cluster() {
        return root.resolve("cluster");
    }

    /**
     * The directory of the unpacked server, outside the shared temporary directory, where another user could plant binaries. The library
     * opens the last directory to all users, so it is inside a private one.
     */
    Path binaries() {
        return root.resolve("binaries").resolve("unpacked");
    }

    Path log() {
        return root.resolve("server.log");
    }

    Path passwordFile() {
        return root.resolve("password");
    }

    public String password() throws IOException {
        return Files.readString(passwordFile()).strip();
    }

    /** Creates a new password and an empty directory for a cluster that becomes {@link #cluster()} when complete. */
    Path begin() throws IOException {
        Files.deleteIfExists(passwordFile());
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        try (FileChannel file = FileChannel.open(passwordFile(),
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly("rw-------"))) {
            file.write(ByteBuffer.wrap(HexFormat.of().formatHex(random).getBytes(StandardCharsets.US_ASCII)));
            file.force(true);
        }
        // a new name each time, because the initdb of a killed process continues to write to its own
        return Files.createTempDirectory(root, UNFINISHED);
    }

    /** Returns directories of processes that were killed between {@link #begin()} and {@link #complete}; they are of no use. */
    List<Path> unfinished() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.filter(file -> file.getFileName().toString().startsWith(UNFINISHED)).toList();
        }
    }

    void complete(Path unfinished) throws IOException {
        Files.move(unfinished, cluster(), StandardCopyOption.ATOMIC_MOVE);
        if (isPosix()) {
            try (FileChannel directory = FileChannel.open(root)) {
                directory.force(true);
            }
        }
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return isPosix()
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
