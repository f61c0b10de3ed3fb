package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.capability.devicemodel.DeclaredIdentity.Fact;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.kernel.core.SourcePosition;
import dev.updatecenter.kernel.document.Node;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes a device model of a product.yaml's nodes, and goes on after each fault. */
final class ProductReader {
  private static final Pattern MATCH = Pattern.compile("HardwareID-([0-9]{1,2})");

  private static final List<String> MODEL_KEYS =
      List.of("arch", "edition", "servicing", "codeIntegrity", "baseline", "smbios", "match");

  private final Node root;
  private final String file;
  private final ProductNodes nodes;
  private final Map<SmbiosField, Located> smbios = new EnumMap<>(SmbiosField.class);
  private final Map<Fact, Located> facts = new EnumMap<>(Fact.class);

  ProductReader(Node root, String file) {
    this.root = root;
    this.file = file;
    this.nodes = new ProductNodes(root.position());
  }

  DeclaredIdentity declared() {
    return new DeclaredIdentity(file, smbios, facts, nodes.findings());
  }

  /** The model, unless something that it needs is missing or wrong. */
  Optional<DeviceModel> model() {
    nodes.keys(root, "", "apiVersion", "kind", "metadata", "deviceModel", "rings");
    nodes.constant(root, "apiVersion", ProductDocument.API_VERSION);
    nodes.constant(root, "kind", ProductDocument.KIND);
    Node metadata = nodes.mapping(root, "metadata", "name");
    Node model = nodes.mapping(root, "deviceModel", MODEL_KEYS.toArray(String[]::new));
    Optional<ProductName> name = nodes.value(metadata, "name", ProductName::new);
    fact(Fact.PRODUCT, metadata, "name");
    Optional<Platform> platform = platform(model);
    List<ContentDigest> roots = codeIntegrity(model);
    Optional<Baseline> baseline = baseline(model);
    MachineInfo info = machineInfo(model);
    OptionalInt match = match(model, info);
    List<RingName> rings = rings();
    if (nodes.findings().stream().anyMatch(f -> f.severity() == Severity.ERROR)) {
      return Optional.empty();
    }
    Platform runs = platform.orElseThrow();
    Baseline left = baseline.orElseThrow();
    return Optional.of(
        new DeviceModel(
            name.orElseThrow(),
            runs.arch(),
            runs.edition(),
            runs.servicing(),
            roots,
            left.os(),
            left.ocp(),
            info,
            match.orElseThrow(),
            rings));
  }

  private Optional<Platform> platform(Node model) {
    Optional<Architecture> arch = nodes.value(model, "arch", Architecture::parse);
    Optional<Edition> edition =
        nodes.oneOf(model, "edition", Stream.of(Edition.values()), Edition::wireName);
    Optional<Servicing> servicing =
        nodes.oneOf(model, "servicing", Stream.of(Servicing.values()), Servicing::wireName);
    fact(Fact.ARCHITECTURE, model, "arch");
    return arch.flatMap(a -> edition.flatMap(e -> servicing.map(s -> new Platform(a, e, s))));
  }

  private Optional<Baseline> baseline(Node model) {
    Node holder = nodes.mapping(model, "baseline", "os", "ocp");
    Optional<PackageVersion> os = nodes.value(holder, "os", PackageVersion::parse);
    Optional<PackageVersion> ocp = nodes.value(holder, "ocp", PackageVersion::parse);
    fact(Fact.OS_VERSION, holder, "os");
    fact(Fact.OCP_VERSION, holder, "ocp");
    return os.flatMap(o -> ocp.map(c -> new Baseline(o, c)));
  }

  private void fact(Fact fact, Node holder, String key) {
    holder
        .get(key)
        .ifPresent(
            node -> node.text().ifPresent(t -> facts.put(fact, new Located(t, node.position()))));
  }

  private List<ContentDigest> codeIntegrity(Node model) {
    if (model.get("codeIntegrity").isEmpty()) {
      return List.of();
    }
    Node holder = nodes.mapping(model, "codeIntegrity", "roots");
    return nodes.list(holder, "roots", ContentDigest::ofHex);
  }

  private MachineInfo machineInfo(Node model) {
    Node holder =
        nodes.mapping(
            model,
            "smbios",
            Stream.of(SmbiosField.values()).map(SmbiosField::wireName).toArray(String[]::new));
    Map<SmbiosField, String> values = new EnumMap<>(SmbiosField.class);
    for (SmbiosField field : SmbiosField.values()) {
      nodes
          .text(holder, field.wireName())
          .ifPresent(
              located -> {
                smbios.put(field, located);
                values.put(field, located.value());
              });
    }
    return MachineInfo.of(values);
  }

  private OptionalInt match(Node model, MachineInfo info) {
    SourcePosition at = model.get("match").or(() -> model.get("smbios")).orElse(model).position();
    if (!info.has(SmbiosField.BASEBOARD_PRODUCT)) {
      nodes.refuse("UC2033", at, "match", "baseboardProduct is not set");
      return OptionalInt.empty();
    }
    Optional<Located> written = nodes.text(model, "match");
    if (written.isEmpty()) {
      OptionalInt number = DeviceModel.defaultMatch(info);
      if (number.isEmpty()) {
        nodes.refuse("UC2033", at, "match", "manufacturer and productName are not both set");
      }
      return number;
    }
    return matchOf(written.get(), info);
  }

  private OptionalInt matchOf(Located written, MachineInfo info) {
    Matcher form = MATCH.matcher(written.value());
    int number = form.matches() ? Integer.parseInt(form.group(1)) : -1;
    if (!ComputerHardwareIds.TARGETABLE.contains(number)) {
      nodes.refuse(
          "UC2032",
          written.position(),
          "match",
          "'" + written.value() + "' is not an id that devices are recognized by");
      return OptionalInt.empty();
    }
    List<String> absent =
        ComputerHardwareIds.absent(number, info).stream().map(SmbiosField::wireName).toList();
    if (!absent.isEmpty()) {
      String fields = String.join(", ", absent);
      nodes.refuse(
          "UC2033",
          written.position(),
          "match",
          written.value() + " is made of " + fields + " too");
      return OptionalInt.empty();
    }
    return OptionalInt.of(number);
  }

  private List<RingName> rings() {
    Optional<Node> node = root.get("rings");
    if (node.isEmpty()) {
      return DeviceModel.DEFAULT_RINGS;
    }
    List<RingName> rings = new ArrayList<>(nodes.list(root, "rings", RingName::new));
    Set<RingName> seen = new HashSet<>();
    boolean list = node.get() instanceof Node.Sequence;
    if (list && (node.get().elements().isEmpty() || !rings.stream().allMatch(seen::add))) {
      nodes.refuse(
          "UC2027", node.get().position(), "rings", "a product has rings, and each of them once");
    }
    return rings;
  }

  /** What the product runs. */
  private record Platform(Architecture arch, Edition edition, Servicing servicing) {}

  /** What it left the factory with. */
  private record Baseline(PackageVersion os, PackageVersion ocp) {}
}
