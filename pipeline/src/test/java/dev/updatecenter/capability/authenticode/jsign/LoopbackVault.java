package dev.updatecenter.capability.authenticode.jsign;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of HashiCorp Vault's transit engine as signing with one RSA key asks for. */
final class LoopbackVault implements AutoCloseable {
  static final String TOKEN = "hvs.TEST-token-5517";

  private static final Pattern INPUT = Pattern.compile("\"input\"\\s*:\\s*\"([^\"]+)\"");
  // RFC 8017 9.2, note 1: DigestInfo of SHA-256 up to the digest.
  private static final byte[] SHA256 =
      HexFormat.of().parseHex("3031300d060960864801650304020105000420");

  private final HttpServer server;
  private final PrivateKey key;
  private final AtomicInteger signatures = new AtomicInteger();

  LoopbackVault(PrivateKey key) throws IOException {
    this.key = key;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "hashivault:http://127.0.0.1:" + server.getAddress().getPort() + "/v1/transit/ev:3";
  }

  int signatures() {
    return signatures.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    // Vault takes its token in either header.
    String vaultToken = exchange.getRequestHeaders().getFirst("X-Vault-Token");
    String bearer = exchange.getRequestHeaders().getFirst("Authorization");
    if (!TOKEN.equals(vaultToken) && !("Bearer " + TOKEN).equals(bearer)) {
      reply(exchange, 403, "{\"errors\":[\"permission denied\"]}");
    } else if (asked.equals("GET /v1/transit/keys/ev")) {
      reply(exchange, 200, "{\"data\":{\"type\":\"rsa-3072\",\"name\":\"ev\"}}");
    } else if (asked.equals("POST /v1/transit/sign/ev") && wellAsked(body)) {
      reply(exchange, 200, "{\"data\":{\"signature\":\"vault:v3:" + signature(body) + "\"}}");
    } else {
      reply(exchange, 404, "{\"errors\":[]}");
    }
  }

  private static boolean wellAsked(String body) {
    return body.contains("\"sha2-256\"")
        && body.contains("\"pkcs1v15\"")
        && body.replace(" ", "").contains("\"prehashed\":true");
  }

  private String signature(String body) throws IOException {
    Matcher input = INPUT.matcher(body);
    if (!input.find()) {
      throw new IOException("no input");
    }
    try {
      Signature signer = Signature.getInstance("NONEwithRSA");
      signer.initSign(key);
      signer.update(SHA256);
      signer.update(Base64.getDecoder().decode(input.group(1)));
      signatures.incrementAndGet();
      return Base64.getEncoder().encodeToString(signer.sign());
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static void reply(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
