package dev.updatecenter.testing;

import dev.updatecenter.capability.blobstore.CachePolicy;
import java.net.URI;
import java.nio.file.Path;

/** What {@link NginxEdge} starts nginx with. */
final class NginxConfiguration {
  // One process, so that ending it ends all of it; every folder that nginx would write to is ours.
  private static final String FRAME =
      """
      daemon off;
      master_process off;
      pid FOLDER/nginx.pid;
      error_log stderr warn;
      events { worker_connections 512; }
      http {
        log_format edge '$request_method $request_uri $status $cache $body_bytes_sent';
        access_log FOLDER/access.log edge;
        client_body_temp_path FOLDER/body;
        proxy_temp_path FOLDER/proxy;
        fastcgi_temp_path FOLDER/fastcgi;
        uwsgi_temp_path FOLDER/uwsgi;
        scgi_temp_path FOLDER/scgi;
        default_type application/octet-stream;
        types { application/json json; }
        gzip off;
        sendfile on;
        map $upstream_cache_status $cache { "" "-"; default $upstream_cache_status; }
      MODE_HTTP
        server {
          listen 127.0.0.1:PORT;
          location /..edge-fence/ { return 204; }
      MODE_SERVER
        }
      }
      """;

  // An answer other than 200 is never kept: a name that is missing now may be there a second later.
  private static final String CACHE =
      """
        proxy_cache_path FOLDER/cache levels=1:2 keys_zone=edge:4m inactive=1d use_temp_path=off;
        map $upstream_status $keepless { 200 ""; default 1; }
        upstream origin { server AUTHORITY; keepalive 32; }
      """;

  private static final String PROXY =
      """
          location / {
            limit_except GET { deny all; }
            set $args "";
            proxy_pass_request_headers off;
            proxy_pass SCHEME://originPATH;
            proxy_set_header Host AUTHORITY;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_cache edge;
            proxy_cache_key $uri;
            proxy_cache_lock on;
            proxy_cache_revalidate on;
            proxy_no_cache $keepless;
            proxy_pass_header Date;
            add_header X-Cache-Status $upstream_cache_status always;
          }
      """;

  private static final String SERVE =
      """
          root "ROOT";
          location / { add_header Cache-Control "IMMUTABLE"; }
          # Written over: length and whole seconds, of which nginx makes an ETag, do not tell versions apart.
          location ~ ^/products/[^/]+/metadata/timestamp\\.json$ {
            add_header Cache-Control "TIMESTAMP";
            etag off;
            if_modified_since off;
          }
          location /hardware/ {
            add_header Cache-Control "HINT";
            etag off;
            if_modified_since off;
          }
      """;

  private final String http;
  private final String server;

  private NginxConfiguration(String http, String server) {
    this.http = http;
    this.server = server;
  }

  static NginxConfiguration caching(URI origin) {
    String path = origin.getRawPath().replaceFirst("/*$", "/");
    String authority =
        origin.getPort() < 0
            ? origin.getHost() + ("https".equals(origin.getScheme()) ? ":443" : ":80")
            : origin.getAuthority();
    return new NginxConfiguration(
        CACHE.replace("AUTHORITY", authority),
        PROXY
            .replace("SCHEME", origin.getScheme())
            .replace("AUTHORITY", authority)
            .replace("PATH", path));
  }

  static NginxConfiguration serving(Path folder) {
    return new NginxConfiguration(
        "",
        SERVE
            .replace("ROOT", folder.toAbsolutePath().toString())
            .replace("IMMUTABLE", CachePolicy.IMMUTABLE.headerValue())
            .replace("TIMESTAMP", CachePolicy.TIMESTAMP.headerValue())
            .replace("HINT", CachePolicy.HINT.headerValue()));
  }

  static NginxConfiguration including(String http) {
    return new NginxConfiguration(http, "");
  }

  String text(Path folder, int port) {
    return FRAME
        .replace("MODE_HTTP", http)
        .replace("MODE_SERVER", server)
        .replace("FOLDER", folder.toString())
        .replace("PORT", Integer.toString(port));
  }
}
