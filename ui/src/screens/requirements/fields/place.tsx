import { createContext, useContext } from "react";
import type { Form } from "../useForm";

/** What a field of the form needs to know of the whole. */
export type FormPlace = Pick<Form, "open" | "placed" | "draft" | "change" | "add" | "remove"> & {
  /** The payer asks again, after it received the request. */
  afterReceipt: boolean;
  /** Nothing can be changed; why is said once, above. */
  closed: boolean;
};

const Place = createContext<FormPlace | null>(null);
export const FormProvider = Place.Provider;

export function useFormPlace(): FormPlace {
  const place = useContext(Place);
  if (place === null) throw new Error("no form: render inside FormProvider");
  return place;
}
