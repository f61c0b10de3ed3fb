package dev.updatecenter.capability.format.cab;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything of one cabinet but its data. Names are as stored, safe or not, and files that go on in
 * another cabinet have one of the special folders of {@link SetFile}.
 */
record CabinetDirectory(CFHeader header, List<CFFolder> folders, List<CabinetFile> files) {
  /** Bytes of a CFFILE before its name. */
  static final int ENTRY = 16;

  private static final int NAME_IS_UTF8 = 0x80;

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
    for (int i = 0; i < header.cFiles(); i++) {
      CabinetFile file = file(in);
      if (file.folder() >= header.cFolders() && !SetFile.goesOn(file)) {
        throw CabinetFault.BAD_FOLDER_INDEX.exception(
            "file " + i + " is in folder " + file.folder() + " of " + header.cFolders());
      }
      files.add(file);
    }
    return List.copyOf(files);
  }

  private static CabinetFile file(CabinetBytes in) throws IOException {
    final long cbFile = in.u4();
    final long uoffFolderStart = in.u4();
    final int iFolder = in.u2();
    int date = in.u2();
    int time = in.u2();
    int attribs = in.u2();
    String name = CabinetText.read(in, (attribs & NAME_IS_UTF8) != 0, "an entry name");
    return new CabinetFile(name, cbFile, iFolder, uoffFolderStart, dateTime(date, time), attribs);
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
