package io.opportunities.address;

import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures addresses per second on one core, of which 100,000 are wanted. Two runs on two cores under a load of nine gave
 * 131,000 and 142,000 with commas, 170,000 and 96,000 without, with errors as large as the scores: run it on a quiet
 * machine. By processor time of the thread, warm: 276,000 to 339,000 with commas, 204,000 to 264,000 without.
 *
 * <p>
 * {@code mvn -P bench test-compile exec:exec}, with JAVA_HOME on Java 25.
 */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class AddressParserBenchmark {

	private final AddressParser parser = new AddressParser();

	private final List<String> lines = Permit.all().stream().map(Permit::address).toList();

	private final List<String> bare = lines.stream().map(line -> line.replace(",", "")).toList();

	private int next;

	/** As cities write them. */
	@Benchmark
	public PostalAddress withCommas() {
		return parser.parse(lines.get(next++ % lines.size()));
	}

	/** The slower way, where place names tell the city from the street. */
	@Benchmark
	public PostalAddress withoutCommas() {
		return parser.parse(bare.get(next++ % bare.size()));
	}

}
