/** @module The words of passage pages, in Spanish. */

import type { PassageWords } from "./en.ts";

export const es: PassageWords = {
  language: "es",
  quoted: "Citado palabra por palabra",
  passage: "El fragmento citado",
  before: "Texto anterior al fragmento",
  after: "Texto posterior al fragmento",
  table: "Tabla",
  code: "Código",
  omitted: "[…] marca texto que aquí no se muestra.",
  exact: {
    file: "Texto exacto, tal como está en el archivo",
    extracted: "Texto exacto, tal como se extrajo del archivo",
  },
  origin: "De dónde viene",
  document: "Documento",
  sha256: "SHA-256 de la cita",
  check: {
    title: "Cómo comprobarlo",
    file: "Consigue el archivo en su fuente y calcula su SHA-256. Si es el de arriba, es el archivo citado.",
    place: "La cita está en los caracteres indicados arriba, contados desde 0 en unidades UTF-16.",
    server: "Que este servidor compruebe la cita",
    script:
      "Guarda su respuesta: el script docs/verify.mjs, que viene con Footnote, la compara con el archivo.",
  },
  address: "Dirección de esta página",
  about: "Footnote cita documentos palabra por palabra y no escribe nada por su cuenta.",
  description: (document, place) => `Un fragmento de «${document}», ${place}, palabra por palabra.`,
  faults: {
    changed: "Este fragmento ha cambiado",
    removed: "Este fragmento se ha eliminado",
    unknown: "No existe ese fragmento",
    unknownText:
      "No hay ninguna página para este ID. Quizá esté mal escrito, o sus documentos no tienen páginas.",
    unready: "Todavía no está listo",
    unproved: "Este fragmento no se puede mostrar",
    failed: "Algo salió mal",
    crowded: "Demasiadas visitas a la vez",
    crowdedText: "Inténtalo de nuevo en un momento.",
  },
};
