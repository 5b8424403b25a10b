import "./shut";
import "pdfjs-dist/legacy/build/pdf.worker.min.mjs";
