# Words of the desk, Indonesian: review. Origin: the project. Licence: MIT OR Apache-2.0.
accept = Terima
reject = Tolak
amend = Ubah
skip-one = Lewati
save = Simpan
cancel = Kembali
reason = Alasan (dicatat)
undo = Batalkan
undo-last = Batalkan keputusan terakhir
taken-back = ditarik kembali

review-title = Tinjau
review-count = { $n } dari { $all } usulan sudah diputuskan
review-nothing = Belum ada yang perlu ditinjau.
review-all-done = Semua usulan sudah diputuskan.
review-skipped = Kembali ke yang dilewati
review-context = Seluruh paragraf
agree = { $n } dari 100 usulan seperti ini benar
review-claimed = { $n } usulan dilewati: orang lain sedang mengerjakan dokumennya.
review-no-more-here = Saat ini tidak ada lagi dalam antrean ini.
