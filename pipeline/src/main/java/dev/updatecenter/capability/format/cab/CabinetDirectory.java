package dev.updatecenter.capability.format.cab;

import dev.updatecenter.capability.format.EntryNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads everything of a cabinet but its data: header, folders, files. */
record CabinetDirectory(CFHeader header, List<CFFolder> folders, List<CabinetFile> files) {
  private static final int NAME_IS_UTF8 = 0x80;
  private static final int MAX_NAME = 255;
  // MS-CAB 2.5: a name without the UTF-8 bit is in some ANSI code page; which, it does not say.
  private static final Charset ANSI = Charset.forName("windows-1252");

  static CabinetDirectory read(CabinetSource source) throws IOException {
    long fileSize = source.size();
    CabinetBytes in = new CabinetBytes(source, 0, fileSize);
    CFHeader header = CFHeader.read(in);
    if (header.cbCabinet() > fileSize) {
      throw CabinetFault.TRUNCATED.exception(
          "has " + fileSize + " bytes where " + header.cbCabinet() + " are claimed");
    }
    List<CFFolder> folders = new ArrayList<>();
    for (int i = 0; i < header.cFolders(); i++) {
      folders.add(CFFolder.read(in, header.cbCFFolder()));
    }
    if (header.coffFiles() < in.position() || header.coffFiles() > header.cbCabinet()) {
      throw CabinetFault.BAD_HEADER.exception(
          "coffFiles " + header.coffFiles() + " is no place for files");
    }
    CabinetBytes entries = new CabinetBytes(source, header.coffFiles(), header.cbCabinet());
    List<CabinetFile> files = files(entries, header);
    checkFolders(folders, entries.position(), header.cbCabinet());
    return new CabinetDirectory(header, List.copyOf(folders), files);
  }

  private static List<CabinetFile> files(CabinetBytes in, CFHeader header) throws IOException {
    List<CabinetFile> files = new ArrayList<>();
    EntryNames names = new EntryNames();
    for (int i = 0; i < header.cFiles(); i++) {
      CabinetFile file = file(in);
      if (file.folder() >= 0xFFFD) {
        // MS-CAB 2.5 iFolder: continued from or to another cabinet.
        throw CabinetFault.PART_OF_A_SET.exception("file " + i + " goes on in another cabinet");
      }
      if (file.folder() >= header.cFolders()) {
        throw CabinetFault.BAD_FOLDER_INDEX.exception(
            "file " + i + " is in folder " + file.folder() + " of " + header.cFolders());
      }
      names.add(file.name());
      files.add(file);
    }
    names.require();
    return List.copyOf(files);
  }

  private static CabinetFile file(CabinetBytes in) throws IOException {
    final long cbFile = in.u4();
    final long uoffFolderStart = in.u4();
    final int iFolder = in.u2();
    int date = in.u2();
    int time = in.u2();
    int attribs = in.u2();
    String name = name(in, (attribs & NAME_IS_UTF8) != 0);
    return new CabinetFile(name, cbFile, iFolder, uoffFolderStart, dateTime(date, time), attribs);
  }

  private static String name(CabinetBytes in, boolean utf8) throws IOException {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    for (int b = in.u1(); b != 0; b = in.u1()) {
      if (raw.size() == MAX_NAME) {
        throw CabinetFault.BAD_NAME_ENCODING.exception("an entry name is longer than 255 bytes");
      }
      raw.write(b);
    }
    try {
      return (utf8 ? StandardCharsets.UTF_8 : ANSI)
          .newDecoder()
          .decode(ByteBuffer.wrap(raw.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw CabinetFault.BAD_NAME_ENCODING.exception(
          "an entry name is not " + (utf8 ? "UTF-8" : "text of code page 1252"));
    }
  }

  private static Optional<LocalDateTime> dateTime(int date, int time) {
    try {
      return Optional.of(
          LocalDateTime.of(
              1980 + (date >> 9),
              date >> 5 & 0xF,
              date & 0x1F,
              time >> 11,
              time >> 5 & 0x3F,
              (time & 0x1F) * 2));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static void checkFolders(List<CFFolder> folders, long from, long to) throws IOException {
    for (CFFolder folder : folders) {
      if (folder.cCFData() > 0 && (folder.coffCabStart() < from || folder.coffCabStart() >= to)) {
        throw CabinetFault.BAD_HEADER.exception(
            "a folder's data cannot begin at byte " + folder.coffCabStart());
      }
    }
  }
}
