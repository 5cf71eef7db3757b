package dev.signalbox.server;

import dev.signalbox.analyze.Story.Kind;
import dev.signalbox.run.Runs;
import dev.signalbox.run.Shown;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import java.io.IOException;
import java.net.BindException;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Shows runs on a port of this machine, to the user who has the token. */
public final class Server implements AutoCloseable {
    private static final long START_SECONDS_MAX = 20;
    private static final long CLOSE_SECONDS_MAX = 5;

    // A page that is closed while rows wait for it is no news, but Netty (in Vert.x 5.2.0) tells it with a stack trace.
    // The field keeps the logger, which would else be collected with its level.
    private static final Logger CLOSED_PAGES = Logger.getLogger("io.netty.util.concurrent.DefaultPromise");

    private final Vertx vertx;
    private final Runs runs;
    private final Token token;
    private final Guard guard;
    private HttpServer http;

    private Server(Vertx vertx, Runs runs, Token token) {
        this.vertx = vertx;
        this.runs = runs;
        this.token = token;
        this.guard = new Guard(token);
    }

    /**
     * Starts to listen on 127.0.0.1.
     *
     * @param port 0 for any that is free
     * @throws PortInUseException when another program listens there
     * @throws IOException when it cannot listen for another reason
     */
    public static Server start(Runs runs, int port, Token token) throws IOException {
        CLOSED_PAGES.setLevel(Level.OFF);
        Pages pages = new Pages();
        Server server = new Server(vertx(), runs, token);
        try {
            server.listen(port, pages);
            return server;
        } catch (IOException | RuntimeException | Error failed) {
            server.close();
            throw failed;
        }
    }

    /** One event loop is plenty for a few pages, and threads cost time at the start. */
    private static Vertx vertx() {
        return Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                // Vert.x would make a folder for its copies of class path files in /tmp.
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    }

    private void listen(int port, Pages pages) throws IOException {
        HttpServerOptions options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                // Browsers do not speak it, and its requests have no Host to check.
                .setHttp2ClearTextEnabled(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setMaxWebSocketFrameSize(Feed.BATCH_BYTES_MAX + 4096);
        Answers answers = new Answers(runs, pages, guard);
        Future<HttpServer> ready = vertx.createHttpServer(options)
                .requestHandler(answers::answer)
                .webSocketHandshakeHandler(this::greet)
                .webSocketHandler(socket -> {})
                .listen();
        try {
            http = ready.toCompletionStage().toCompletableFuture().get(START_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException cannot) {
            if (cannot.getCause() instanceof BindException) {
                throw new PortInUseException(port);
            }
            throw new IOException("server: port " + port + ": " + cannot.getCause(), cannot);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("server: interrupted while it started", interrupted);
        } catch (TimeoutException slow) {
            throw new IOException("server: did not start in " + START_SECONDS_MAX + " s", slow);
        }
    }

    /** The port it listens on. */
    public int port() {
        return http.actualPort();
    }

    /** The address of a path, token included, for the user's browser. */
    public String address(String path) {
        return "http://127.0.0.1:" + port() + path + "?token=" + token.text();
    }

    private void greet(ServerWebSocketHandshake handshake) {
        String query = handshake.query();
        int port = handshake.localAddress().port();
        if (guard.refusal(handshake.headers(), port, value(query, "token"), true) != null) {
            handshake.reject(403);
            return;
        }
        String path = handshake.path();
        Shown run = path.startsWith("/ws/run/") ? runs.find(path.substring("/ws/run/".length())) : null;
        if (run == null) {
            handshake.reject(404);
            return;
        }
        int[] has = counts(query, run);
        if (has == null) {
            handshake.reject(400);
            return;
        }
        handshake.accept().onSuccess((ServerWebSocket socket) -> new Feed(vertx, socket, run, has).start());
    }

    /** How many rows the page says it holds, or null where that cannot be. */
    private static int[] counts(String query, Shown run) {
        int[] has = new int[Kind.values().length];
        for (Kind kind : Kind.values()) {
            String said = value(query, kind.name().toLowerCase(Locale.ROOT));
            if (said != null) {
                try {
                    int count = Integer.parseInt(said);
                    if (count < 0 || count > run.story().count(kind)) {
                        return null;
                    }
                    has[kind.ordinal()] = count;
                } catch (NumberFormatException noNumber) {
                    return null;
                }
            }
        }
        return has;
    }

    /** What a query says of a name, as it stands: neither counts nor tokens need an escape. */
    private static String value(String query, String name) {
        for (String pair : query == null ? new String[0] : query.split("&")) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return null;
    }

    /** Ends every connection and gives the port back. */
    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(CLOSE_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException leaveIt) {
            // The threads are daemons of nobody's concern: the process ends soon after.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
