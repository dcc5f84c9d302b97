package io.opportunities.peer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Serves opportunities by Spring Data REST with its default settings. */
@SpringBootApplication
class PeerApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(PeerApplication.class, arguments);
    }
}
