/** Takes the file of a new import, dropped or chosen. To come. */
export function DropZone() {
  return <p className="quiet">Drop a file here. To come.</p>;
}
