package io.opportunities.crm.delivery.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Refuses addresses that are not on the public internet: private, loopback, link-local, shared, reserved and multicast ones, those that
 * embed another address, and the metadata services of clouds.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry/">IANA, special addresses of IPv4</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry/">IANA, special addresses of IPv6</a>
 */
final class TargetPolicy {

    private static final List<Block> REFUSED = Stream.of("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
            "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
            "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20").map(Block::of).toList();

    /** The only public addresses of IPv6. */
    private static final Block GLOBAL = Block.of("2000::/3");

    private TargetPolicy() {}

    /** An address of IPv6 that is mapped from IPv4 is one of IPv4 in Java. */
    static boolean isPublic(InetAddress address) {
        boolean global = address instanceof Inet4Address || GLOBAL.has(address);
        return global && REFUSED.stream().noneMatch(block -> block.has(address));
    }

    /** Addresses with a common prefix. */
    private record Block(InetAddress first, int bits) {

        static Block of(String text) {
            String[] parts = text.split("/");
            try {
                return new Block(InetAddress.getByName(parts[0]), Integer.parseInt(parts[1]));
            } catch (UnknownHostException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        boolean has(InetAddress address) {
            byte[] mine = first.getAddress();
            byte[] other = address.getAddress();
            if (mine.length != other.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((mine[bit / 8] & mask) != (other[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
