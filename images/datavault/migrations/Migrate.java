import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings DataVault's tables up to date by Flyway, which keeps a table of what was applied, and sees to it that the user
 * whom the broker signs in as is there, with just its rights and its newest password. Run again it changes nothing else.
 */
public final class Migrate {
  /** Of a single name that needs no escape: it stands in a GRANT, which takes no parameter there. */
  private static final String NAME = "[A-Za-z0-9]+";

  public static void main(String[] args) {
    try {
      migrate();
    } catch (Refusal | FlywayException | SQLException fault) {
      System.err.println("migrations: " + fault.getMessage());
      System.exit(1);
    }
  }

  private static void migrate() throws Refusal, SQLException {
    String database = needed("DATABASE_NAME");
    if (!database.matches(NAME)) throw new Refusal("DATABASE_NAME: letters and digits alone, got " + database);
    String user = needed("DATABASE_USER");
    String password = needed("DATABASE_PASSWORD");
    JsonNode owner = owner(needed("DATABASE_OWNER"));
    String url = "jdbc:mariadb://%s:%s/%s?sslMode=verify-full&serverSslCert=%s"
        .formatted(needed("DATABASE_HOST"), needed("DATABASE_PORT"), database, needed("DATABASE_CA_FILE"));
    String name = owner.path("username").asText();
    String secret = owner.path("password").asText();

    int applied = Flyway.configure()
        .dataSource(url, name, secret)
        .locations("filesystem:" + needed("MIGRATIONS"))
        // A wrong password needs no patience, and a database that is being replaced is back in a minute or two.
        .connectRetries(connectRetries())
        .connectRetriesInterval(20)
        // What is in upstream's files is theirs: nothing in them is ours to fill in.
        .placeholderReplacement(false)
        .validateMigrationNaming(true)
        .cleanDisabled(true)
        .load()
        .migrate()
        .migrationsExecuted;

    try (Connection connection = DriverManager.getConnection(url, name, secret)) {
      run(connection, "CREATE USER IF NOT EXISTS ?@'%' IDENTIFIED BY ? REQUIRE SSL", user, password);
      run(connection, "ALTER USER ?@'%' IDENTIFIED BY ? REQUIRE SSL", user, password);
      run(connection, "GRANT SELECT, INSERT, UPDATE, DELETE ON `" + database + "`.* TO ?@'%'", user);
    }
    System.out.println("migrations: applied " + applied + ", and " + user + " may work with the tables");
  }

  private static void run(Connection connection, String statement, String... values) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(statement)) {
      for (int at = 0; at < values.length; at++) prepared.setString(at + 1, values[at]);
      prepared.execute();
    }
  }

  private static int connectRetries() throws Refusal {
    return Integer.parseInt(needed("CONNECT_RETRIES"));
  }

  private static JsonNode owner(String text) throws Refusal {
    try {
      JsonNode owner = new ObjectMapper().readTree(text);
      if (owner.path("username").isTextual() && owner.path("password").isTextual()) return owner;
    } catch (com.fasterxml.jackson.core.JsonProcessingException notJson) {
      // Told below, without the text: it may be a password.
    }
    throw new Refusal("DATABASE_OWNER is no JSON with username and password, as RDS keeps the master user's");
  }

  private static String needed(String name) throws Refusal {
    String value = System.getenv(name);
    if (value == null || value.isBlank())
      throw new Refusal(name + " is empty: set it (images/datavault/README.md)");
    return value;
  }

  /** What is missing, and what to do. */
  private static final class Refusal extends Exception {
    Refusal(String message) {
      super(message);
    }
  }
}
