# Words of the desk, Indonesian: log. Origin: the project. Licence: MIT OR Apache-2.0.
log-title = Riwayat
log-count = { $n } entri. Tidak ada yang pernah ditimpa.
verify = Periksa sekarang
verify-hint = Memeriksa setiap tanda tangan dan sidik jari, dan membaca ulang setiap berkas asli.
verified-whole = Semuanya utuh.
verified-what = { $n } entri dan { $all } berkas asli diperiksa.
verified-damaged = Ada yang rusak:
earlier = Entri sebelumnya

entry-1 = Kasus dibuat
entry-2 = Dokumen didaftarkan
entry-3 = Dokumen dibaca
entry-4 = Keputusan
entry-5 = Pencarian orang
entry-6 = Ekspor
entry-7 = Anggota ditambahkan
entry-8 = Anggota dikeluarkan
entry-9 = Pembatalan
entry-10 = Riwayat lain dilihat
entry-11 = Persetujuan
entry-12 = Isi dihapus
entry-13 = Cap waktu
entry-14 = Salinan kerja
entry-15 = Intervensi
entry-16 = Kiriman masuk
entry-17 = Tabel diimpor
