package io.opportunities.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads how much processor time a process and its descendants used, those included that have ended. */
final class ProcessorTime {

    /** Linux counts in hundredths of a second for programs, on every processor. */
    private static final int MILLIS_PER_TICK = 10;

    private ProcessorTime() {}

    /** @return milliseconds since the start of the process */
    static long millis(long pid) throws IOException {
        List<Long> descendants = ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants).map(ProcessHandle::pid).toList();
        long ticks = ticks(pid);
        for (long descendant : descendants) {
            ticks += ticks(descendant);
        }
        return ticks * MILLIS_PER_TICK;
    }

    /**
     * The time of a process and of its children that have ended.
     *
     * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">Linux, /proc/pid/stat: utime, stime, cutime, cstime</a>
     */
    private static long ticks(long pid) throws IOException {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // the name of the program, in parentheses, may have spaces
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Stream.of(fields).skip(11).limit(4).mapToLong(Long::parseLong).sum();
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }
}
