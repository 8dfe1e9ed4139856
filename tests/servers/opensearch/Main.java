import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.index.mapper.MapperExtrasPlugin;
import org.opensearch.index.reindex.ReindexPlugin;
import org.opensearch.ingest.common.IngestCommonPlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.node.NodeValidationException;
import org.opensearch.painless.PainlessPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.transport.Netty4Plugin;

/**
 * Runs OpenSearch nodes in one JVM. Its arguments are the nodes' home folders, each with a config/opensearch.yml; a node
 * is called as its folder. "stop NAME" and "start NAME" on standard input do that and are answered by "stopped NAME" and
 * "started NAME". When standard input closes, all is over at once.
 */
public final class Main {
  /** What OpenSearch's distribution ships as modules. */
  private static final List<Class<? extends Plugin>> MODULES =
      List.of(
          Netty4Plugin.class,
          CommonAnalysisPlugin.class,
          ReindexPlugin.class,
          MapperExtrasPlugin.class,
          IngestCommonPlugin.class,
          PainlessPlugin.class);

  private static final Map<String, Node> RUNNING = new ConcurrentHashMap<>();

  public static void main(String[] homes) throws IOException {
    for (String home : homes) inBackground(() -> start(Path.of(home)));

    var commands = new BufferedReader(new InputStreamReader(System.in));
    for (String line; (line = commands.readLine()) != null; ) {
      String[] words = line.split(" ", 2);
      switch (words[0]) {
        case "stop" -> inBackground(() -> stop(words[1]));
        case "start" -> inBackground(() -> start(Path.of(homes[0]).resolveSibling(words[1])));
        default -> throw new IllegalArgumentException("no such command: " + line);
      }
    }
    Runtime.getRuntime().halt(0);
  }

  private static void start(Path home) throws NodeValidationException {
    String name = home.getFileName().toString();
    Node node = made(name, home);
    RUNNING.put(name, node);
    node.start();
    System.out.println("started " + name);
  }

  /** One at a time: Painless fills static maps that are not made for two. */
  private static synchronized Node made(String name, Path home) {
    Settings settings = Settings.builder().put("path.home", home).put("node.name", name).build();
    return new WithModules(
        InternalSettingsPreparer.prepareEnvironment(
            settings, Map.of(), home.resolve("config"), () -> name));
  }

  private static void stop(String name) throws IOException {
    RUNNING.remove(name).close();
    System.out.println("stopped " + name);
  }

  private interface Step {
    void run() throws Exception;
  }

  /** A node that does not start, or does not stop, ends the program: the tests then see what it said. */
  private static void inBackground(Step step) {
    var thread =
        new Thread(
            () -> {
              try {
                step.run();
              } catch (Throwable problem) {
                problem.printStackTrace();
                Runtime.getRuntime().halt(1);
              }
            });
    thread.start();
  }

  /** Only a subclass may hand a node its modules: the server's jar alone has none. */
  private static final class WithModules extends Node {
    WithModules(Environment environment) {
      super(environment, MODULES, true);
    }
  }
}
