package dev.updatecenter.capability.authenticode.jsign;

/**
 * How long a key service may be silent. jsign asks by {@code HttpURLConnection} and sets no limit;
 * that class takes it from two properties of the process ("Networking Properties" of the JDK), when
 * it is first used. Nothing else here uses it, and what an operator set stays.
 */
final class ServicePatience {
  private static final String CONNECT = "sun.net.client.defaultConnectTimeout";
  private static final String READ = "sun.net.client.defaultReadTimeout";

  private ServicePatience() {}

  /** Limits every request that begins after the first call. */
  static void limit() {
    set(CONNECT, "10000");
    set(READ, "30000");
  }

  private static void set(String property, String milliseconds) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, milliseconds);
    }
  }
}
